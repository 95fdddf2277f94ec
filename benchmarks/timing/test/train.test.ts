import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startBackend } from '@momenta/bench-backends'
import {
  kernels,
  measureSteps,
  plain,
  quantile,
  type TrainRow as Row,
  trainTable as table,
  type WorkloadName,
  workloads,
} from '@momenta/bench-timing'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const small: readonly WorkloadName[] = ['mlp', 'cnn', 'lstm', 'resnetBlock']

t.test('both variants compute the same loss and the same gradients', async (t) => {
  await startBackend('wasm')
  for (const name of small) {
    const { variables, loss } = workloads[name]()
    const [a, b] = [plain, kernels].map((layers) =>
      tf.variableGrads(() => loss(layers), [...variables]),
    )
    const far = (x: tf.Tensor, y: tf.Tensor) => {
      const [gap, size] = [tf.max(tf.abs(tf.sub(x, y))), tf.max(tf.abs(x))].map(
        (s) => s.dataSync()[0] as number,
      )
      return (gap as number) / Math.max(1e-6, size as number)
    }
    // float32 sums in another order, through normalizations and 35 steps
    t.ok(far(a?.value as tf.Tensor, b?.value as tf.Tensor) < 1e-5, name)
    for (const variable of variables) {
      const [x, y] = [a, b].map((result) => result?.grads[variable.name] as tf.Tensor)
      t.ok(far(x as tf.Tensor, y as tf.Tensor) < 1e-3, `${name} ${variable.shape}`)
    }
  }
})

t.test('ResNet18 has 11,173,962 parameters', async (t) => {
  const { variables } = workloads.resnet18()
  t.equal(
    variables.reduce((sum, { size }) => sum + size, 0),
    11_173_962,
  )
})

t.test('a measurement trains and leaks no tensor', async (t) => {
  await startBackend('wasm')
  const workload = workloads.mlp()
  const before = tf.memory().numTensors
  const budget = { warmUp: 1, minimum: 5, maximum: 5, seconds: 1 }
  const first = await measureSteps(workload, kernels, budget)
  const adam = tf.memory().numTensors - before
  const second = await measureSteps(workload, kernels, budget)
  t.equal(tf.memory().numTensors - before, 2 * adam, 'only the state of each Adam')
  t.ok(second.loss < first.loss)
  t.ok(first.p10 <= first.ms)
  t.ok(first.forward > 0 && first.backward > 0 && first.optimizer > 0)
})

t.test('quantile is the lower sample quantile', async (t) => {
  t.equal(quantile([3, 1, 2], 0.5), 2)
  t.equal(quantile([4, 3, 2, 1], 0.5), 2)
  t.equal(quantile([5], 0.1), 5)
})

t.test('the table compares the variants', async (t) => {
  const row = {
    backend: 'wasm',
    workload: 'lstm',
    p10: 1,
    forward: 25,
    backward: 50,
    optimizer: 25,
    loss: 1,
  }
  const rows: readonly Row[] = [
    { ...row, variant: 'plain', ms: 100 },
    { ...row, variant: 'kernels', ms: 40 },
  ]
  const lines = table(rows).split('\n')
  t.equal(lines.length, 4)
  t.match(lines[2], /\| 25 % +\| 50 % +\| 25 % +\|/)
  t.match(lines[3], /2\.50×/)
})

const script = fileURLToPath(new URL('../dist/train.js', import.meta.url))
const command = (...args: readonly string[]) =>
  spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })

t.test('bench:train prints one row per line and rejects bad options', async (t) => {
  const { stdout, stderr } = command(
    '--only',
    'mlp',
    '--backend',
    'wasm',
    '--seconds',
    '0.1',
    '--json',
  )
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
  t.same(
    rows.map(({ variant }) => variant),
    ['plain', 'kernels'],
  )
  t.same(Object.keys(rows[0] as Row).sort(), [
    'backend',
    'backward',
    'forward',
    'loss',
    'ms',
    'optimizer',
    'p10',
    'variant',
    'workload',
  ])
  t.match(stderr, /1\/2 mlp wasm plain/)
  const bad = command('--only', 'lstms')
  t.equal(bad.status, 2)
  t.match(bad.stderr, /must be among mlp, cnn, lstm, resnetBlock, resnet18, got 'lstms'/)
})
