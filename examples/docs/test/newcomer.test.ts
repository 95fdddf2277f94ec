import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t from 'tap'
import { newcomers } from './newcomers.js'
import { root, textOf } from './workspace.js'

const left = /\/(\.tests|\.tap|\.turbo)(\/|$)/
/** Packages in the order of their imports, and the tests that a new part must pass. */
const affected: readonly (readonly [name: string, ...tests: readonly string[]])[] = [
  ['policies', 'policies'],
  ['aggregators', 'aggregators'],
  ['schedules', 'schedules'],
  ['transforms'],
  ['estimators'],
  ['optimizers', 'critical', 'finished', 'transforms', 'json', 'options'],
  ['laws', 'laws'],
]
/** An optimizer of all that was added. */
const built = `import { buildOptimizer, sgdwCM } from '@momenta/optimizers'
buildOptimizer({
  base: { name: 'signum' },
  learningRate: { name: 'inverseRoot', init: 0.1 },
  memory: {
    of: 'momenta',
    policy: { name: 'oldest' },
    aggregator: { name: 'currentPlusHalfMean' },
  },
  estimators: [{ name: 'averagedTwice' }],
})
sgdwCM({ weightDecay: 0.1 })
`

t.test('a new part of each kind needs a file and a line, and passes every test', async (t) => {
  const copy = mkdtempSync(join(tmpdir(), 'momenta-'))
  t.teardown(() => rmSync(copy, { recursive: true, force: true }))
  const ran = (folder: string, ...command: readonly [string, ...string[]]) => {
    const [program, ...given] = command
    const { status, stdout, stderr } = spawnSync(program, given, {
      cwd: join(copy, folder),
      encoding: 'utf8',
      env: { ...process.env, TAP: '1', TAP_TIMEOUT: '600', OPTIMIZERS: 'sgdw' },
    })
    t.equal(status, 0, `${folder}: ${command.join(' ')}\n${status === 0 ? '' : stdout + stderr}`)
  }
  const node = process.execPath
  // TypeScript 7, which takes a quarter of the time of the root's 6
  const tsc = join(root, 'examples/docs/node_modules/.bin/tsc')

  // The links between packages are relative, so those of the copy lead to the copy.
  cpSync(join(root, 'packages'), join(copy, 'packages'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !left.test(path),
  })
  cpSync(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'))
  cpSync(join(root, 'package.json'), join(copy, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))

  const guide = textOf('CONTRIBUTING.md')
  for (const { kind, file, line, source } of newcomers) {
    const folder = dirname(file)
    const index = [folder, dirname(folder)].find((one) => existsSync(join(copy, one, 'index.ts')))
    t.ok(guide.includes(`### ${kind}`), `CONTRIBUTING.md has ${kind}`)
    t.ok(guide.includes(`${index}/index.ts`), `CONTRIBUTING.md names ${index}/index.ts`)
    writeFileSync(join(copy, file), source)
    appendFileSync(join(copy, index as string, 'index.ts'), `${line}\n`)
  }
  for (const [name] of affected.slice(0, -1)) {
    ran(`packages/${name}`, tsc)
    ran(`packages/${name}`, node, join(root, 'scripts/bundle.mjs'))
  }
  writeFileSync(join(copy, 'packages/optimizers/built.mjs'), built)
  ran('packages/optimizers', node, 'built.mjs')
  for (const [name, ...tests] of affected) {
    if (tests.length > 0) ran(`packages/${name}`, tsc, '-p', 'test')
    for (const test of tests) ran(`packages/${name}`, node, `.tests/${test}.test.js`)
  }
})
