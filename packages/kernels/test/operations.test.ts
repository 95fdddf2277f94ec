import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { batchNorm, composed, enableTraining, softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import {
  centralDifferences,
  differenceFromCpu,
  type Example,
  evaluateEnabled,
  relativeDifference,
  rounding,
} from './Example.js'
import { makeBatchNorm, makeCrossEntropy, makeLstm, operations } from './operations.js'

tf.enableProdMode()

t.test('the operations agree with their composed form on cpu', async (t) => {
  for (const [name, example] of operations) {
    const far = await differenceFromCpu(example)
    t.ok(far <= rounding, `${name}: ${far}`)
  }
})

t.test('the gradients of the operations are those of differences', async (t) => {
  const cases: readonly (readonly [string, Example])[] = [
    ['lstm', makeLstm(3, 2, 2, 3)],
    ['batchNorm', makeBatchNorm([6, 2])],
    ['cross-entropy', makeCrossEntropy([3], 4)],
  ]
  for (const [name, example] of cases) {
    const [, ...grads] = await evaluateEnabled('wasm', example)
    // truncation h²/6 times a third derivative of order 10, and rounding 1e-7/h: 1e-3
    t.ok(relativeDifference(grads, await centralDifferences(example)) < 2e-3, name)
  }
})

t.test('values worked by hand', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const disable = await enableTraining()
    const x = tf.tensor2d([
      [1, 10],
      [3, 30],
    ])
    const { y, mean, variance } = batchNorm(x, tf.tensor1d([2, 1]), tf.tensor1d([0, 5]), {
      epsilon: 1e-12,
    })
    t.same([...mean.dataSync()], [2, 20], backend)
    t.same([...variance.dataSync()], [1, 100], backend)
    t.ok(
      relativeDifference([y.dataSync() as Float32Array], [Float32Array.of(-2, 4, 2, 6)]) < 1e-6,
      backend,
    )
    const loss = softmaxCrossEntropy(
      tf.tensor1d([1, 0], 'int32'),
      tf.tensor2d([
        [0, 0],
        [Math.log(3), 0],
      ]),
    )
    const expected = Float32Array.of(Math.log(2), Math.log(4 / 3))
    t.ok(relativeDifference([loss.dataSync() as Float32Array], [expected]) < 1e-6, backend)
    const far = softmaxCrossEntropy(
      tf.tensor1d([0, 1], 'int32'),
      tf.tensor2d([
        [1000, 0],
        [1000, 0],
      ]),
    )
    t.same([...far.dataSync()], [0, 1000], `${backend}: large logits do not overflow`)
    disable()
  }
})

t.test('batchNorm keeps its digits far from 0, and NaN stays NaN', async (t) => {
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  const { y, variance } = batchNorm(tf.tensor2d([[10000], [10001]]), tf.ones([1]), tf.zeros([1]))
  t.same([...variance.dataSync()], [0.25])
  t.ok(Math.abs((y.dataSync()[1] as number) - 1) < 1e-4)
  const bad = softmaxCrossEntropy(
    tf.tensor1d([0, 1], 'int32'),
    tf.tensor2d([
      [Number.NaN, 0],
      [1, 2],
    ]),
  )
  t.same([...bad.dataSync()].map(Number.isNaN), [true, false])
  const grown = tf.grad((z) =>
    tf.sum(softmaxCrossEntropy(tf.tensor1d([0], 'int32'), z as tf.Tensor2D)),
  )
  t.ok(Number.isNaN(grown(tf.tensor2d([[Number.NaN, 0]])).dataSync()[1]))
  disable()
})

t.test('the composed forms have second derivatives, the kernels throw', async (t) => {
  const labels = tf.tensor1d([1], 'int32')
  const twice = (entropy: typeof softmaxCrossEntropy) => (z: tf.Tensor) =>
    tf.sum(tf.grad((y) => tf.sum(entropy(labels, y)))(z))
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const z = tf.tensor2d([[0.3, -0.7, 0.1]])
    const p = [...tf.softmax(z).dataSync()] as [number, number, number]
    // the gradient of Σ_j dℓ/dz_j is 0 for the plain sum; with weights 1, 2, 3 it is p_i (i − Σ p_j
    // j)
    const weights = tf.tensor2d([[1, 2, 3]])
    const hvp = tf.grad((x) =>
      tf.sum(tf.mul(weights, tf.grad((y) => tf.sum(composed.softmaxCrossEntropy(labels, y)))(x))),
    )(z)
    const mean = p[0] + 2 * p[1] + 3 * p[2]
    const expected = Float32Array.from(p, (share, i) => share * (i + 1 - mean))
    t.ok(relativeDifference([hvp.dataSync() as Float32Array], [expected]) < 1e-5, backend)
  }
  const disable = await enableTraining()
  t.throws(
    () => tf.grad(twice(softmaxCrossEntropy))(tf.tensor2d([[0.3, -0.7, 0.1]])),
    /use composed.softmaxCrossEntropy/,
  )
  const relus = tf.grad((x) => tf.sum(tf.grad((y) => tf.sum(tf.mul(tf.relu(y), tf.square(y))))(x)))(
    tf.tensor1d([-1, 2]),
  )
  t.same([...relus.dataSync()], [0, 12], 'relu can be differentiated again: (x³)″ = 6x')
  disable()
})
