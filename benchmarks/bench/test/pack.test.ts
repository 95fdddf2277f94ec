import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { bench, makeFolder } from './command.js'
import { inner } from './jobs.js'

const folder = makeFolder()
const { runScript } =
  await inner<typeof import('../dist/farm/pack/runScript.js')>('farm/pack/runScript')

t.test(
  'the script of a packed folder needs no PATH and no HOME, and the folder may be moved',
  { skip: process.platform === 'win32' },
  async (t) => {
    const packed = join(folder, 'a folder')
    mkdirSync(join(packed, 'app', 'dist'), { recursive: true })
    symlinkSync(process.execPath, join(packed, 'node'))
    const program =
      'const { MOMENTA_RUN: run, MOMENTA_CACHE: cache, MOMENTA_DATA: data } = process.env'
    writeFileSync(
      join(packed, 'app', 'dist', 'bench.js'),
      `${program}\nconsole.log(JSON.stringify({ run, cache, data, args: process.argv.slice(2) }))\n`,
    )
    writeFileSync(join(packed, 'run'), runScript('wasm', true))
    chmodSync(join(packed, 'run'), 0o755)
    const ran = spawnSync(join(packed, 'run'), ['--out', 'x y'], { encoding: 'utf8', env: {} })
    t.equal(ran.status, 0, ran.stderr)
    t.same(JSON.parse(ran.stdout), {
      run: join(packed, 'run'),
      cache: join(packed, 'cache'),
      data: join(packed, 'data'),
      args: ['--backend', 'wasm', '--out', 'x y'],
    })
  },
)

t.test(
  'the script for webgpu adds the Vulkan loader of the folder, and nothing else, to the libraries',
  { skip: process.platform === 'win32' },
  async (t) => {
    const packed = join(folder, 'gpu')
    mkdirSync(join(packed, 'app', 'dist'), { recursive: true })
    mkdirSync(join(packed, 'lib'))
    symlinkSync(process.execPath, join(packed, 'node'))
    writeFileSync(
      join(packed, 'app', 'dist', 'bench.js'),
      'console.log(JSON.stringify([process.env.LD_LIBRARY_PATH, process.env.VK_DRIVER_FILES]))\n',
    )
    writeFileSync(join(packed, 'run'), runScript('webgpu', false))
    chmodSync(join(packed, 'run'), 0o755)
    const own = { VK_DRIVER_FILES: '/a.json' }
    const run = (env: NodeJS.ProcessEnv) => {
      const ran = spawnSync(join(packed, 'run'), [], { encoding: 'utf8', env })
      t.equal(ran.status, 0, ran.stderr)
      return JSON.parse(ran.stdout)
    }
    // an empty element would be the current folder
    t.same(run(own), [join(packed, 'lib'), '/a.json'])
    t.same(run({ ...own, LD_LIBRARY_PATH: '/b' }), [`/b:${join(packed, 'lib')}`, '/a.json'])
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
