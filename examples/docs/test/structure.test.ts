import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { filesOf, importsOf, membersOf, root, textOf } from './workspace.js'

/** The layers of the design: a package imports strictly downwards. */
const layers: readonly (readonly string[])[] = [
  ['options'],
  [
    'tree',
    'schedules',
    'policies',
    'aggregators',
    'kernels',
    'register-gradients',
    'second-order',
    'tensorflow',
    'webgpu',
  ],
  ['core'],
  ['transforms', 'estimators', 'eager', 'float64'],
  ['fused', 'laws', 'optimizers', 'probes'],
  ['monitor', 'checkpoints', 'tfjs'],
]
const layerOf = (name: string) =>
  layers.findIndex((names) => names.includes(name.replace('@momenta/', '')))

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const packages = membersOf('packages')

t.test('every package is in a layer', async (t) => {
  for (const { manifest } of packages) t.not(layerOf(manifest.name), -1, manifest.name)
})

t.test('a package depends on and imports strictly lower layers only', async (t) => {
  for (const { folder, manifest } of packages) {
    const own = layerOf(manifest.name)
    const imported = filesOf(`${folder}/src`, '.ts').flatMap(importsOf)
    const siblings = [...imported.map(packageOf), ...Object.keys(manifest.dependencies ?? {})]
      .filter((name) => name.startsWith('@momenta/') && name !== manifest.name)
      .filter((name) => layerOf(name) >= own)
    t.same([...new Set(siblings)], [], manifest.name)
  }
})

t.test(
  'every import of a package is a declared dependency, and every dependency is imported',
  async (t) => {
    for (const { folder, manifest } of packages) {
      const declared = [
        ...Object.keys(manifest.dependencies ?? {}),
        ...Object.keys(manifest.peerDependencies ?? {}),
      ].sort()
      const files = [...filesOf(`${folder}/src`, '.ts'), ...filesOf(`${folder}/src`, '.js')]
      const used = files
        .flatMap(importsOf)
        .filter((name) => !/^(\.|#|node:)/.test(name))
        .map(packageOf)
      t.same(declared, [...new Set(used)].sort(), manifest.name)
    }
  },
)

t.test('tfjs-core is a peer dependency, never a dependency, of a published package', async (t) => {
  for (const { manifest } of packages)
    t.notOk(manifest.dependencies?.['@tensorflow/tfjs-core'], manifest.name)
})

t.test('no two source files differ by case alone, and no folder is a catch-all', async (t) => {
  const sources = [...membersOf('packages'), ...membersOf('benchmarks')].flatMap(({ folder }) =>
    filesOf(`${folder}/src`, '.ts'),
  )
  t.equal(new Set(sources.map((name) => name.toLowerCase())).size, sources.length)
  t.same(
    sources.filter((name) => /\/(utils?|helpers?|common|misc)(\/|\.ts)/.test(name)),
    [],
  )
})

t.test('library code uses functional operations only and names no chained ones', async (t) => {
  const sources = packages.flatMap(({ folder }) => filesOf(`${folder}/src`, '.ts'))
  t.same(
    sources.filter((name) =>
      /register_all_chained_ops|from '@tensorflow\/tfjs'/.test(
        textOf(name).replace(/^\s*\*.*$/gm, ''),
      ),
    ),
    [],
  )
})

t.test('the glossary has at most 30 terms', async (t) => {
  const rows = textOf('docs/glossary.md')
    .split('\n')
    .filter((line) => line.startsWith('| '))
  // two rows are the head of the table
  t.ok(rows.length - 2 <= 30, `${rows.length - 2} terms`)
})

t.test('every package has a README, a licence and a changeset or a changelog', async (t) => {
  const changes = filesOf('.changeset', '.md').map(textOf).join('\n')
  const released = (folder: string) => existsSync(join(root, folder, 'CHANGELOG.md'))
  for (const { folder, manifest } of packages) {
    t.match(textOf(`${folder}/README.md`), manifest.name)
    t.match(textOf(`${folder}/LICENSE`), 'MIT License')
    t.ok(
      released(folder) ||
        changes.includes(`'${manifest.name}'`) ||
        changes.includes(`"${manifest.name}"`),
      `${manifest.name} has a changeset`,
    )
    t.ok(manifest.files?.includes('CHANGELOG.md'), `${manifest.name} publishes its changelog`)
    for (const field of ['repository', 'homepage', 'bugs'])
      t.notOk(field in manifest, `${field} of ${manifest.name} comes from the root manifest`)
  }
})
