import t from 'tap'
import { packInto, run, temporaryFolder, unpack } from './packed.js'

const folder = temporaryFolder()
const packed = packInto(folder)

t.test(
  'every package packs, and publint and are-the-types-wrong find nothing in its tarball',
  async (t) => {
    for (const { manifest, tarball, problem } of packed) {
      t.equal(problem, '', manifest.name)
      const lint = run(folder, 'publint', 'run', '--strict', tarball)
      t.equal(lint.status, 0, `${manifest.name}: ${lint.text}`)
      const types = run(folder, 'attw', tarball, '--profile', 'esm-only')
      t.equal(types.status, 0, `${manifest.name}: ${types.text}`)
    }
  },
)

t.test(
  'unpacked side by side, with nothing but what they declare, all packages can be imported',
  async (t) => {
    unpack(folder, packed)
    const names = packed.flatMap(({ manifest }) =>
      Object.keys(manifest.exports).map((entry) => `${manifest.name}${entry.slice(1)}`),
    )
    const script = `for (const name of ${JSON.stringify(names)}) { const all = await import(name); console.log(name, Object.keys(all).length) }`
    const { status, text } = run(folder, process.execPath, '--input-type=module', '-e', script)
    t.equal(status, 0, text)
    t.match(text, /@momenta\/optimizers \d{2}/)
  },
)
