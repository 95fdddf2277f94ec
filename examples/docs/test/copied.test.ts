import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { compile, compilersOr } from './compilers.js'
import { link, packInto, run, temporaryFolder, unpack } from './packed.js'
import { membersOf, root } from './workspace.js'

interface Manifest {
  readonly scripts: { readonly start: string }
  readonly dependencies: { readonly [name: string]: string }
  readonly devDependencies: { readonly [name: string]: string }
}

/** The examples that users copy: their folders, and the manifests. */
const examples = readdirSync(join(root, 'examples'))
  .filter((name) => !['docs', 'README.md'].includes(name))
  .sort()
  .map((name) => {
    const path = join(root, 'examples', name, 'package.json')
    return { name, manifest: JSON.parse(readFileSync(path, 'utf8')) as Manifest }
  })
const own = join(root, 'examples/docs/node_modules')
const folder = temporaryFolder()
const modules = join(folder, 'node_modules')
unpack(folder, packInto(folder))
for (const name of ['@types/node', 'typescript']) link(modules, name, join(own, name))

/** Copies an example beside the unpacked packages; what it declares beside them is linked. */
const copy = (name: string): string => {
  const to = join(folder, name)
  cpSync(join(root, 'examples', name), to, {
    recursive: true,
    filter: (path) => !/\/(node_modules|dist)(\/|$)/.test(path),
  })
  const { manifest } = examples.find((each) => each.name === name) as (typeof examples)[0]
  for (const dependency of Object.keys(manifest.dependencies))
    if (!dependency.startsWith('@momenta/')) link(modules, dependency, join(own, dependency))
  return to
}
/** Runs the command of `npm start`. */
const start = (name: string, at: string) => {
  const { manifest } = examples.find((each) => each.name === name) as (typeof examples)[0]
  return run(at, 'sh', '-c', manifest.scripts.start)
}

t.test('an example declares packages of momenta that exist, in a range that follows them', (t) => {
  const versions = new Map(
    membersOf('packages').map(({ manifest }) => [manifest.name, manifest.version]),
  )
  for (const { name, manifest } of examples)
    for (const [dependency, range] of Object.entries(manifest.dependencies)) {
      if (!dependency.startsWith('@momenta/')) continue
      const version = versions.get(dependency)
      t.ok(version !== undefined, `${name}: ${dependency} exists`)
      // before the first release the ranges are those that it brings
      t.equal(range, version === '0.0.0' ? '^0.1.0' : `^${version}`, `${name}: ${dependency}`)
    }
  t.end()
})

t.test('policies-alone keeps the most surprising messages', async (t) => {
  const { status, text } = start('policies-alone', copy('policies-alone'))
  t.equal(status, 0, text)
  t.equal(text, 'message 8 (2.4)\nmessage 1 (3.1)\nmessage 4 (5)\n')
})

t.test('custom-policy compares its parts with those of the library and draws them', async (t) => {
  const at = copy('custom-policy')
  const { status, text } = start('custom-policy', at)
  t.equal(status, 0, text)
  t.match(text, /^adam +\d+ steps\n/)
  t.match(text, /^everyOther \+ halfMean +\d+ steps$/m)
  t.match(readFileSync(join(at, 'ablation.svg'), 'utf8'), /^<svg .*everyOther \+ halfMean/)
})

t.test('node-cnn learns, and a second start continues where the first one stopped', async (t) => {
  const at = copy('node-cnn')
  const first = start('node-cnn', at)
  t.equal(first.status, 0, first.text)
  t.match(first.text, /^starting$/m)
  const second = start('node-cnn', at)
  t.match(second.text, /^resuming after step 40$/m)
  const share = Number(/step 80: ([\d.]+) %/.exec(second.text)?.[1])
  t.ok(share > 80, `${share} % of unseen images`)
})

t.test('tf-layers trains a model of tf.layers with another optimizer', async (t) => {
  const { status, text } = start('tf-layers', copy('tf-layers'))
  t.equal(status, 0, text)
  const share = Number(/^epoch 6: loss [\d.]+, ([\d.]+) %/m.exec(text)?.[1])
  t.ok(share > 75, `${share} % of unseen images`)
})

t.test('the examples compile with other versions of TypeScript', async (t) => {
  const [first, ...others] = examples.map(({ name }) => name).filter((name) => name !== 'browser')
  for (const name of others) copy(name)
  const { compilerOptions } = JSON.parse(
    readFileSync(join(root, 'examples', first as string, 'tsconfig.json'), 'utf8'),
  )
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { ...compilerOptions, rootDir: '.' },
      include: ['*/src'],
      exclude: ['browser', 'node_modules'],
    }),
  )
  for (const compiler of compilersOr([{ name: 'typescript-5', resolution: 'bundler' }]))
    t.equal(compile(folder, compiler), '', `${compiler.name}, ${compiler.resolution}`)
})
