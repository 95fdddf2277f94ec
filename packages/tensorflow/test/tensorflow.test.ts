import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadTensorflow, setUpTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { contentsOf, name, runCommand } from './runCommand.js'

tf.env().set('PROD', true)

/** Parses the result that the command prints as JSON; a cache folder may be a link. */
const parseResult = (stdout: string) => {
  const { how, backend } = JSON.parse(stdout)
  return { how, backend: realpathSync(backend) }
}

// in CI this runs the setup, if .ci/run has not; elsewhere no disk is filled unasked
const made = process.env.CI ? await setUpTensorflow() : { ok: true as const }
await tf.setBackend('cpu')
const loaded = made.ok ? await loadTensorflow() : made
const unless = loaded.ok ? {} : { skip: loaded.message }
const backend = loaded.ok ? loaded.backend : ''

t.test('a verified setup loads: a fault of loading does not pass as a skipped test', async (t) => {
  const { MOMENTA_CACHE, XDG_CACHE_HOME = join(homedir(), '.cache') } = process.env
  const stamp = join(MOMENTA_CACHE ?? join(XDG_CACHE_HOME, 'momenta'), name, 'ready.json')
  const verified = existsSync(stamp) && JSON.parse(readFileSync(stamp, 'utf8')).sizes !== undefined
  t.equal(verified && !loaded.ok ? loaded.message : '', '')
})

t.test('on this machine', unless, async (t) => {
  t.equal(tf.getBackend(), 'cpu', 'the current backend stays current')
  t.same(await loadTensorflow(), loaded, 'a second call loads nothing')
  t.match(await loadTensorflow({ gpu: true }), {
    ok: false,
    kind: 'backend',
    message: /has loaded the one without/,
  })
  const made = tf.tensor2d([
    [1, 2],
    [3, 4],
  ])
  await tf.setBackend('tensorflow')
  const before = tf.memory().numTensors
  t.same(
    [...tf.matMul(made, made).dataSync()],
    [7, 10, 15, 22],
    'a tensor of another backend moves',
  )
  const x = tf.variable(made)
  const loss = () => tf.sum(tf.square(tf.relu(x))) as tf.Scalar
  const { value, grads } = tf.variableGrads(loss, [x])
  t.same([...value.dataSync()], [30])
  t.same([...(grads[x.name] as tf.Tensor).dataSync()], [2, 4, 6, 8])
  t.equal(
    tf.memory().numTensors,
    before + 4,
    'product, variable, loss, gradient: one engine counts them',
  )
  t.ok(tf.tidy(() => tf.add(x, x)) instanceof tf.Tensor)
  t.equal(tf.memory().numTensors, before + 5)
})

t.test('on this machine nothing is printed, by loading or by the first operations', unless, (t) => {
  const script = `
    import { loadTensorflow } from '@momenta/tensorflow'
    import * as tf from '@tensorflow/tfjs-core'
    await loadTensorflow()
    await tf.matMul(tf.ones([2, 2]), tf.ones([2, 2])).data()
    if (tf.getBackend() !== 'tensorflow') console.log(tf.getBackend())`
  const quiet = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  t.equal(quiet.stdout + quiet.stderr, '')
  t.end()
})

t.test(
  'on this machine oneDNN is on, unless it is left to TensorFlow or to the environment',
  unless,
  async (t) => {
    const oneDnn = (options: string, TF_ENABLE_ONEDNN_OPTS?: string) => {
      const script = `
      import { loadTensorflow } from '@momenta/tensorflow'
      await loadTensorflow(${options})
      process.stdout.write(String(process.env.TF_ENABLE_ONEDNN_OPTS))`
      const env = { ...process.env, TF_ENABLE_ONEDNN_OPTS }
      return spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        env,
      }).stdout
    }
    t.equal(oneDnn(''), '1')
    t.equal(oneDnn('{ oneDnn: false }'), 'undefined')
    t.equal(oneDnn('', '0'), '0')
  },
)

t.test(
  'on this machine a working installation of the project is used, a broken one is not',
  unless,
  async (t) => {
    const project = mkdtempSync(join(tmpdir(), 'momenta-tensorflow-'))
    t.teardown(() => rmSync(project, { recursive: true, force: true }))
    const own = join(project, 'node_modules', '@tensorflow', 'tfjs-node')
    mkdirSync(dirname(own), { recursive: true })
    symlinkSync(backend, own)
    const working = runCommand(['--json'], {}, project)
    t.match(parseResult(working.stdout), { how: 'installed', backend })
    t.equal(working.stderr, '', 'no step was taken')
    rmSync(own)
    mkdirSync(join(own, 'lib', 'napi-v8'), { recursive: true })
    writeFileSync(
      join(own, 'package.json'),
      '{"version":"4.22.0","main":"lib/napi-v8/tfjs_binding.node"}',
    )
    writeFileSync(join(own, 'lib', 'napi-v8', 'tfjs_binding.node'), 'no addon')
    t.match(parseResult(runCommand(['--json'], {}, project).stdout), { how: 'cached', backend })
    const script = `
    import { loadTensorflow } from ${JSON.stringify(import.meta.resolve('@momenta/tensorflow'))}
    console.log(JSON.stringify(await loadTensorflow()))`
    const load = (environment = {}) =>
      JSON.parse(
        spawnSync(process.execPath, ['--input-type=module', '-e', script], {
          encoding: 'utf8',
          cwd: project,
          env: { ...process.env, ...environment },
        }).stdout,
      )
    t.match(load(), { ok: true, backend })
    t.match(load({ MOMENTA_CACHE: project }), {
      ok: false,
      kind: 'backend',
      message: /^loadTensorflow: cannot load .*; run npx @momenta\/tensorflow$/,
    })
  },
)

/** The folder of the setup, if the backend is in the cache and not in the project. */
const root = backend.includes(name) ? backend.slice(0, backend.indexOf(name) + name.length) : ''
const unlessCached =
  root === '' ? { skip: 'skip' in unless ? unless.skip : 'not in the cache' } : {}

t.test(
  'on this machine a lost addon is compiled and verified again, and loads',
  unlessCached,
  async (t) => {
    // hard links, so in the same file system: nothing is fetched or copied
    const cache = join(dirname(root), `test-${process.pid}`)
    t.teardown(() => rmSync(cache, { recursive: true, force: true }))
    mkdirSync(cache)
    t.equal(spawnSync('cp', ['-al', root, cache]).status, 0)
    const copy = join(cache, name)
    rmSync(join(backend.replace(root, copy), 'lib'), { recursive: true })
    const environment = { MOMENTA_CACHE: cache }
    const first = runCommand([], environment, tmpdir())
    t.equal(first.status, 0, first.stderr)
    t.notMatch(first.stderr, /fetch|unpack/)
    t.match(first.stderr, /compile the addon/)
    const before = contentsOf(copy)
    const second = runCommand(['--json'], environment, tmpdir())
    t.match(JSON.parse(second.stdout), { how: 'cached', backend: backend.replace(root, copy) })
    t.equal(second.stderr, '')
    t.same(contentsOf(copy), before, 'a second run writes nothing')
  },
)
