import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import {
  centralDifferences,
  differenceFromCpu,
  type Example,
  evaluate,
  makeInputs,
  relativeDifference,
  rounding,
} from './Example.js'

tf.enableProdMode()

t.test('pooling, relu, products, gather, sums and means agree with cpu', async (t) => {
  const pool =
    (kind: typeof tf.maxPool, k: number, s: number, pad: 'same' | 'valid'): Example['f'] =>
    (x) =>
      kind(x as tf.Tensor4D, k, s, pad)
  const image = (c: number) => makeInputs(c, [2, 7, 8, c])
  const ids = () =>
    tf.tensor2d(
      [
        [0, 3, 3],
        [1, 0, 3],
      ],
      [2, 3],
      'int32',
    )
  const cases: readonly (readonly [string, Example])[] = [
    ['maxPool 2/2', { f: pool(tf.maxPool, 2, 2, 'valid'), at: image(6) }],
    ['maxPool 3/2 overlapping', { f: pool(tf.maxPool, 3, 2, 'same'), at: image(5) }],
    ['maxPool 3/1', { f: pool(tf.maxPool, 3, 1, 'same'), at: image(4) }],
    ['avgPool 2/2', { f: pool(tf.avgPool, 2, 2, 'valid'), at: image(7) }],
    ['avgPool 3/2', { f: pool(tf.avgPool, 3, 2, 'valid'), at: image(4) }],
    ['relu', { f: (x) => tf.relu(x), at: makeInputs(8, [3, 7]) }],
    ['a b', { f: (a, b) => tf.matMul(a, b), at: makeInputs(9, [5, 7], [7, 11]) }],
    ['aᵀ b', { f: (a, b) => tf.matMul(a, b, true), at: makeInputs(10, [7, 5], [7, 11]) }],
    ['a bᵀ', { f: (a, b) => tf.matMul(a, b, false, true), at: makeInputs(11, [5, 7], [11, 7]) }],
    ['aᵀ bᵀ', { f: (a, b) => tf.matMul(a, b, true, true), at: makeInputs(12, [7, 5], [11, 7]) }],
    ['600 rows', { f: (a, b) => tf.matMul(a, b), at: makeInputs(13, [600, 6], [6, 10]) }],
    ['batches', { f: (a, b) => tf.matMul(a, b, true), at: makeInputs(14, [3, 7, 5], [3, 7, 4]) }],
    ['gather', { f: (x) => tf.gather(x, ids()), at: makeInputs(16, [4, 5]) }],
    ['sum of all', { f: (x) => tf.sum(x), at: makeInputs(17, [5, 6, 7]) }],
    ['sum of columns', { f: (x) => tf.sum(x, [0, 1]), at: makeInputs(18, [5, 6, 19]) }],
    ['sum of the middle', { f: (x) => tf.sum(x, 1, true), at: makeInputs(19, [5, 6, 7]) }],
    ['sum of apart axes', { f: (x) => tf.sum(x, [0, 2]), at: makeInputs(20, [5, 6, 7]) }],
    ['mean of rows', { f: (x) => tf.mean(x, -1), at: makeInputs(21, [5, 6, 7]) }],
    ['mean over space', { f: (x) => tf.mean(x, [1, 2]), at: makeInputs(22, [2, 5, 6, 9]) }],
    ['a scalar', { f: (x) => tf.sum(tf.sum(x)), at: makeInputs(23, [3]) }],
  ]
  for (const [name, example] of cases) {
    const far = await differenceFromCpu(example)
    t.ok(far <= rounding, `${name}: ${far}`)
  }
})

t.test(
  'the gradient of a padded average agrees with differences, where cpu is wrong',
  async (t) => {
    const example: Example = {
      f: (x) => tf.avgPool(x as tf.Tensor4D, 3, 2, 'same'),
      at: makeInputs(3, [1, 4, 4, 2]),
    }
    await tf.setBackend('wasm')
    const disable = await enableTraining()
    const [, grad] = await evaluate('wasm', example)
    disable()
    // the function is linear: the error of the difference is rounding, 1e-7/h
    t.ok(relativeDifference([grad as Float32Array], await centralDifferences(example)) < 1e-4)
  },
)

t.test('the error of a sum does not grow with its length', async (t) => {
  await tf.setBackend('wasm')
  const x = tf.fill([2_000_000, 2], 0.1)
  const exact = Math.fround(0.1) * 2_000_000
  const errors = () =>
    [
      tf.sum(x, 0),
      tf.sum(tf.transpose(x), 1),
      tf.mul(tf.mean(x, 0), 2e6),
      tf.mul(tf.sum(x), 0.5),
    ].map((sum) => Math.abs((sum.dataSync()[0] as number) - exact) / exact)
  const stock = errors()
  const disable = await enableTraining()
  // runs of 16 additions, each half a unit of float32 at most
  t.ok(Math.max(...errors()) < 1e-6, 'with the kernels')
  t.ok(Math.min(...stock) > 1e-5, 'stock, for comparison')
  disable()
  tf.dispose(x)
})
