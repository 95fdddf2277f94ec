import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { bench, makeFolder } from './command.js'
import { inner } from './jobs.js'

const folder = makeFolder()
const { runScript } =
  await inner<typeof import('../dist/farm/pack/runScript.js')>('farm/pack/runScript')

/** Runs the script of a folder whose benchmark prints an expression as JSON. */
const runPacked = (
  name: string,
  script: string,
  printed: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
) => {
  const packed = join(folder, name)
  const run = join(packed, 'run')
  if (!existsSync(run)) {
    mkdirSync(join(packed, 'app', 'dist'), { recursive: true })
    mkdirSync(join(packed, 'lib'))
    symlinkSync(process.execPath, join(packed, 'node'))
    writeFileSync(
      join(packed, 'app', 'dist', 'bench.js'),
      `const { env, argv } = process\nconsole.log(JSON.stringify(${printed}))\n`,
    )
    writeFileSync(run, script)
    chmodSync(run, 0o755)
  }
  const { status, stdout, stderr } = spawnSync(run, args, { encoding: 'utf8', env })
  t.equal(status, 0, stderr)
  return { packed, printed: JSON.parse(stdout) }
}

const skip = process.platform === 'win32'

t.test(
  'the script of a packed folder needs no PATH and no HOME, and the folder may be moved',
  { skip },
  async (t) => {
    const names = ['MOMENTA_RUN', 'MOMENTA_CACHE', 'MOMENTA_DATA'].map((name) => `env.${name}`)
    const program = `[${names}, ...argv.slice(2)]`
    const args = ['--out', 'x y']
    const { packed, printed } = runPacked('a folder', runScript('wasm', true), program, args)
    t.same(printed, [
      ...['run', 'cache', 'data'].map((name) => join(packed, name)),
      ...['--backend', 'wasm', '--out', 'x y'],
    ])
  },
)

t.test(
  'the script for webgpu adds the Vulkan loader of the folder, and nothing else, to the libraries',
  { skip },
  async (t) => {
    const driver = { VK_DRIVER_FILES: '/a.json' }
    const librariesWith = (env: NodeJS.ProcessEnv) => {
      const program = '[env.LD_LIBRARY_PATH, env.VK_DRIVER_FILES]'
      return runPacked('gpu', runScript('webgpu', false), program, [], { ...driver, ...env })
    }
    const { packed, printed } = librariesWith({})
    const own = join(packed, 'lib')
    // an empty element would be the current folder
    t.same(printed, [own, '/a.json'])
    t.same(librariesWith({ LD_LIBRARY_PATH: '/b' }).printed, [`/b:${own}`, '/a.json'])
  },
)

t.test('a folder that cannot be packed is one line, and nothing is left', async (t) => {
  const taken = join(folder, 'taken')
  mkdirSync(join(taken, 'inside'), { recursive: true })
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [[taken], 1, /^bench pack: \S+ must be new or empty, got something there; name another /],
    [[join(folder, 'new'), '--data', join(folder, 'none')], 1, /^bench pack: --data: must be /],
    [[join(folder, 'new'), '--backend', 'abacus'], 2, /^bench pack: --backend: must be one of /],
  ]
  for (const [args, code, line] of cases) {
    const ran = bench('pack', ...args)
    t.equal(ran.status, code)
    t.match(ran.stderr, line)
    t.equal(ran.stderr.split('\n').length, 2)
  }
  t.notOk(existsSync(join(folder, 'new')))
})
