import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import {
  batchNormalization,
  type Classifier,
  countParameters,
  dropout,
  efficientNetB0,
  initialize,
  languageModel,
  perceptron,
  resnet,
  smallConvnet,
  type Tensors,
  wideResnet,
} from '@momenta/bench-models'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { pathsOf } from './trees.js'

tf.enableProdMode()
await tf.setBackend('cpu')

t.test('networks have the published number of parameters', async (t) => {
  const counts: readonly (readonly [Classifier, number])[] = [
    [resnet(8, { classes: 10 }), 78_042],
    [resnet(18, { classes: 10 }), 11_173_962],
    [resnet(34, { classes: 10 }), 21_282_122],
    [wideResnet({ depth: 40, widening: 1, classes: 10 }), 563_930],
    [wideResnet({ depth: 40, widening: 1, classes: 100 }), 569_780],
    [wideResnet({ depth: 28, widening: 10, classes: 10 }), 36_479_194],
    [efficientNetB0({ classes: 1000 }), 5_288_548],
    [perceptron({ classes: 10 }), 784 * 128 + 128 + 1280 + 10],
  ]
  for (const [{ name, network, classes }, count] of counts)
    t.equal(countParameters(network.parameters), count, `${name}, ${classes} classes`)
  // PyTorch's 2,029,328 + 10,000 less 4 · 128 for its second bias
  t.equal(
    countParameters(languageModel({ vocabulary: 10_000 }).parameters),
    640_000 + 99_328 - 512 + 1_290_000,
  )
})

const apply = (
  { network, image }: Classifier,
  training: boolean,
  seed = 1,
): { readonly output: tf.Tensor; readonly moments: Tensors; readonly params: Tensors } => {
  const params = initialize(network.parameters, 1)
  const statistics = initialize(network.statistics, 1)
  const x = tf.randomNormal([2, ...image], 0, 1, 'float32', 7)
  return { ...network.apply({ params, statistics, pass: { training, seed } }, x), params }
}

t.test('each network maps a batch to finite logits, in training and in evaluation', async (t) => {
  const networks = [
    resnet(8, { classes: 10 }),
    resnet(18, { classes: 7, width: 4 }),
    wideResnet({ depth: 16, widening: 1, classes: 5 }),
    efficientNetB0({ classes: 6, size: 32 }),
    perceptron({ classes: 10 }),
    smallConvnet({ classes: 10, widths: [4, 8] }),
  ]
  for (const one of networks)
    for (const training of [true, false]) {
      const { output, moments } = apply(one, training)
      t.strictSame(output.shape, [2, one.classes], one.name)
      t.ok(output.dataSync().every(Number.isFinite), one.name)
      // every running statistic is updated by one moment
      const expected = training ? pathsOf(one.network.statistics) : []
      t.strictSame(pathsOf(moments), expected, `${one.name}: moments`)
    }
})

t.test('initialization is a pure function of the seed, with the published deviation', async (t) => {
  const { network } = resnet(18, { classes: 10 })
  const { conv } = network.parameters as { readonly conv: typeof network.parameters }
  const filters = (seed: number) =>
    Array.from(
      (
        initialize({ conv }, seed) as never as { conv: { filter: tf.Tensor } }
      ).conv.filter.dataSync(),
    )
  t.strictSame(filters(1), filters(1))
  t.notSame(filters(1), filters(2))
  const [mean, square] = [1, 2].map(
    (power) => filters(1).reduce((sum, x) => sum + x ** power, 0) / 1728,
  ) as [number, number]
  // 1,728 draws of deviation √(2/(9 · 64)) = 0.0589: standard errors 0.0014 and 1.7 %
  t.ok(Math.abs(mean) < 0.005, String(mean))
  t.ok(Math.abs(Math.sqrt(square) / Math.sqrt(2 / 576) - 1) < 0.07, String(square))
  const { embedding } = initialize(languageModel({ vocabulary: 500 }).parameters, 3)
  const values = (embedding as tf.Tensor).dataSync()
  t.ok(values.every((x) => Math.abs(x) <= 0.1))
  t.ok(values.some((x) => Math.abs(x) > 0.0999))
})

t.test('evaluation normalizes by the running statistics', async (t) => {
  const { apply: normalize } = batchNormalization(1, { epsilon: 0.5 })
  const one = (value: number) => tf.tensor1d([value])
  const { output, moments } = normalize(
    {
      params: { gamma: one(3), beta: one(4) },
      statistics: { mean: one(1), variance: one(3.5) },
      pass: { training: false, seed: 0 },
    },
    tf.tensor2d([[5], [1]]),
  )
  // 3 (5 − 1)/√(3.5 + 0.5) + 4 = 10
  t.strictSame([...output.dataSync()], [10, 4])
  t.strictSame(moments, {})
})

t.test(
  'dropout keeps the mean, drop connect drops whole examples, neither acts in evaluation',
  async (t) => {
    const x = tf.ones([1000, 4])
    const run = (layer: ReturnType<typeof dropout>, training: boolean, seed = 1) =>
      Array.from(
        layer.apply({ params: {}, statistics: {}, pass: { training, seed } }, x).output.dataSync(),
      )
    const dropped = run(dropout(0.2), true)
    t.strictSame([...new Set(dropped)].sort(), [0, 1.25])
    // 4,000 draws: 800 with standard deviation 25
    t.ok(Math.abs(dropped.filter((value) => value === 0).length - 800) < 130)
    t.notSame(dropped, run(dropout(0.2), true, 2))
    const connected = run(dropout(0.2, true), true)
    t.ok(
      connected.every((value, i) => value === connected[i - (i % 4)]),
      'one draw per example',
    )
    t.strictSame(run(dropout(0.2), false), Array(4000).fill(1))
    t.throws(() => dropout(1), { message: 'dropout: rate must lie in [0, 1), got 1' })
    const two = apply(efficientNetB0({ classes: 3, size: 32 }), true, 1).output.dataSync()
    const other = apply(efficientNetB0({ classes: 3, size: 32 }), true, 2).output.dataSync()
    t.notSame([...two], [...other], 'the seed of the pass decides')
  },
)

t.test('misuse is an error of one line', async (t) => {
  t.throws(() => wideResnet({ depth: 20, widening: 1, classes: 10 }), {
    message: 'wideResnet: depth must be 6n + 4 with n >= 1, got 20',
  })
  t.throws(() => wideResnet({ depth: 16, widening: 0.5, classes: 10 }), { message: /positive/ })
})
