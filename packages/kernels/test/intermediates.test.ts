import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { batchNorm, composed, enableTraining, lstm, softmaxCrossEntropy } from '@momenta/kernels'
import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')
const loaded = await loadTensorflow()
const tensorflow = loaded.ok

type F = (x: tf.Tensor) => tf.Tensor
const labels = () => tf.tensor1d([0, 2], 'int32')
const sequence =
  (run: typeof lstm): F =>
  (x) => {
    const kernel = tf.mul(x, tf.ones<tf.Rank.R2>([2, 4])) as tf.Tensor2D
    const weights = {
      kernel,
      recurrentKernel: tf.mul(tf.slice(kernel, 0, 1), 2),
      bias: tf.ones([4]),
    }
    const zeros = tf.zeros<tf.Rank.R2>([1, 1])
    return run(weights as Parameters<typeof lstm>[0], tf.ones([3, 1, 2]), { h: zeros, c: zeros })
      .outputs
  }
/** Each operation on intermediates, which a scope disposes of. */
const operations: { readonly [name: string]: F } = {
  softmaxCrossEntropy: (x) => softmaxCrossEntropy(labels(), tf.matMul(tf.ones([2, 2]), x)),
  'softmaxCrossEntropy with a bias': (x) =>
    softmaxCrossEntropy(labels(), tf.add(tf.matMul(tf.ones([2, 2]), x), [1, 2, 3, 4])),
  'composed.softmaxCrossEntropy': (x) =>
    composed.softmaxCrossEntropy(labels(), tf.matMul(tf.ones([2, 2]), x)),
  'softmaxCrossEntropy with ignored labels': (x) =>
    softmaxCrossEntropy(tf.tensor1d([0, -100], 'int32'), tf.matMul(tf.ones([2, 2]), x)),
  batchNorm: (x) => batchNorm(tf.square(x), tf.ones([4]), tf.zeros([4])).y,
  'composed.batchNorm': (x) =>
    composed.batchNorm(tf.square(x), tf.ones([4]), tf.zeros([4]), 1e-3).y,
  'statistics of batchNorm': (x) => {
    const { y, mean, variance } = batchNorm(tf.square(x), tf.ones([4]), tf.zeros([4]))
    return tf.mul(tf.mul(y, mean), variance)
  },
  lstm: sequence(lstm),
  'composed.lstm': sequence(composed.lstm),
}

const values = [0.3, -0.7, 0.1, 0.9, -0.2, 0.5, 1.1, -0.4]
/** The gradient of the sum of squares, with the function in its own scope. */
const gradientOf = (f: F): number[] => {
  const x = tf.tensor2d(values, [2, 4])
  const grad = tf.grad((y) => tf.tidy(() => tf.sum(tf.square(f(y)))))(x)
  const out = [...grad.dataSync()]
  tf.dispose([x, grad])
  return out
}

t.test('intermediate inputs have gradients on every backend, enabled or not', async (t) => {
  const expected = new Map<string, number[]>()
  await tf.setBackend('cpu')
  for (const [name, f] of Object.entries(operations)) expected.set(name, gradientOf(f))
  for (const backend of ['cpu', 'wasm', ...(tensorflow ? ['tensorflow'] : [])])
    for (const enabled of [false, true]) {
      await tf.setBackend(backend)
      const disable = enabled ? await enableTraining() : () => {}
      for (const [name, f] of Object.entries(operations)) {
        const before = tf.memory().numTensors
        const found = gradientOf(f)
        const place = `${name} on ${backend}${enabled ? ', enabled' : ''}`
        t.equal(tf.memory().numTensors, before, `${place}: nothing leaks`)
        // float32 sums in another order
        const near = (value: number, i: number) =>
          Math.abs(value - (expected.get(name)?.[i] as number)) <
          2e-4 * Math.max(1, Math.abs(value))
        t.ok(found.length === 8 && found.every(near), place)
      }
      disable()
    }
})

t.test('a gradient of a gradient frees the tensors that it saves', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const x = tf.tensor2d(values, [2, 4])
    const before = tf.memory().numTensors
    const f = (y: tf.Tensor) => tf.sum(composed.softmaxCrossEntropy(labels(), tf.mul(y, y)))
    const second = tf.grad((y) => tf.sum(tf.square(tf.grad(f)(y))))(x)
    t.ok([...second.dataSync()].every(Number.isFinite), backend)
    second.dispose()
    t.equal(tf.memory().numTensors - before, 0, backend)
    x.dispose()
  }
})
