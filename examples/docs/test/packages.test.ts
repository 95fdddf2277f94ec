import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { membersOf, root } from './workspace.js'

const folder = mkdtempSync(join(tmpdir(), 'momenta-packed-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

const run = (cwd: string, command: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  return { status, text: `${stdout}${stderr}` }
}

/** Packs the existing builds; building here would remove files that other tests use. */
const packed = membersOf('packages').map(({ folder: from, manifest }) => {
  const before = new Set(readdirSync(folder))
  const { status, text } = run(
    join(root, from),
    'pnpm',
    'pack',
    '--pack-destination',
    folder,
    '--config.ignore-scripts=true',
  )
  const tarball = readdirSync(folder).find((name) => !before.has(name)) ?? ''
  return { manifest, tarball, problem: status === 0 ? '' : text }
})

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
    const modules = join(folder, 'node_modules')
    for (const { manifest, tarball } of packed) {
      const to = join(modules, manifest.name)
      mkdirSync(to, { recursive: true })
      t.equal(run(folder, 'tar', '-xzf', tarball, '-C', to, '--strip-components=1').status, 0)
      const own = join(root, 'packages', manifest.name.replace('@momenta/', ''), 'node_modules')
      const declared = [
        ...Object.keys(manifest.dependencies ?? {}),
        ...Object.keys(manifest.peerDependencies ?? {}),
      ]
      for (const name of declared.filter((each) => !each.startsWith('@momenta/'))) {
        const link = join(modules, name)
        if (existsSync(link)) continue
        mkdirSync(join(link, '..'), { recursive: true })
        symlinkSync(join(own, name), link)
      }
    }
    const names = packed.flatMap(({ manifest }) =>
      Object.keys(manifest.exports).map((entry) => `${manifest.name}${entry.slice(1)}`),
    )
    const script = `for (const name of ${JSON.stringify(names)}) { const all = await import(name); console.log(name, Object.keys(all).length) }`
    const { status, text } = run(folder, process.execPath, '--input-type=module', '-e', script)
    t.equal(status, 0, text)
    t.match(text, /@momenta\/optimizers \d{2}/)
  },
)
