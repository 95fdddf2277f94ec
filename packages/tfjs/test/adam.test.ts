import { adam, rmsprop, sgd, tfOptimizer } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import {
  input,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers'
import t from 'tap'
import { convolutional, difference, fit, images, start, useBackend, weightsOf } from './models.js'

// tf.train.adam keeps β₂ᵗ in float32, so its 1 − 0.999 is 1.3e-5 too small, and steps add up.
const rounding = 3e-4

type Tap = typeof t

const ours = () => tfOptimizer(adam({ learningRate: 0.01, eps: 1e-7 }))
const theirs = () => tf.train.adam(0.01, 0.9, 0.999, 1e-7)

const compare = async (
  t: Pick<Tap, 'ok'>,
  make: () => LayersModel,
  loss: string,
  data: { readonly x: tf.Tensor; readonly y: tf.Tensor },
  more: object = {},
) => {
  const results = []
  for (const optimizer of [ours(), theirs()]) {
    const trained = make()
    trained.compile({ optimizer, loss })
    results.push({ losses: await fit(trained, data, 4, more), weights: weightsOf(trained) })
  }
  const [a, b] = results as [(typeof results)[0], (typeof results)[0]]
  t.ok(difference(a.losses, b.losses) < rounding, `${a.losses} ${b.losses}`)
  t.ok(difference(a.weights.flat(), b.weights.flat()) < 20 * rounding, 'weights')
  t.ok((a.losses.at(-1) as number) < (a.losses[0] as number), 'it trains')
}

for (const backend of ['cpu', 'wasm'] as const) {
  t.test(`${backend}: a convolutional model trains as with tf.train.adam`, async (t) => {
    await useBackend(backend)
    await compare(t, convolutional, 'categoricalCrossentropy', images())
  })
}

t.test('an embedding and an LSTM train as with tf.train.adam', async (t) => {
  const make = () =>
    sequential({
      layers: [
        layers.embedding({ inputDim: 5, outputDim: 3, inputLength: 4 }),
        layers.lstm({
          units: 4,
          kernelInitializer: start(1),
          recurrentInitializer: start(2),
        }),
        layers.dense({ units: 1, kernelInitializer: start(3) }),
      ],
    })
  const first = make().layers[0]?.getWeights()[0]?.dataSync()
  const seeded = () => {
    const made = make()
    made.layers[0]?.setWeights([tf.tensor2d(first as Float32Array, [5, 3])])
    return made
  }
  const x = tf.tensor2d(
    Array.from({ length: 64 }, (_, i) => (i * i) % 5),
    [16, 4],
  )
  await compare(t, seeded, 'meanSquaredError', { x, y: tf.mean(x, 1, true) })
})

t.test('a functional model with two outputs and a class weight does too', async (t) => {
  const make = () => {
    const entry = input({ shape: [2] })
    const hidden = layers
      .dense({ units: 4, activation: 'tanh', kernelInitializer: start(1) })
      .apply(entry) as SymbolicTensor
    const output = layers
      .dense({ units: 2, activation: 'softmax', kernelInitializer: start(2) })
      .apply(hidden) as SymbolicTensor
    return model({ inputs: entry, outputs: output })
  }
  const x = tf.randomNormal([16, 2], 0, 1, 'float32', 5)
  const y = tf.oneHot(
    tf.tensor1d(
      Array.from({ length: 16 }, (_, i) => i % 2),
      'int32',
    ),
    2,
  )
  await compare(t, make, 'categoricalCrossentropy', { x, y }, { classWeight: { 0: 1, 1: 3 } })
})

t.test('frozen layers do not change', async (t) => {
  const make = () => {
    const made = convolutional()
    for (const layer of made.layers.slice(0, 2)) layer.trainable = false
    return made
  }
  const trained = make()
  const frozen = () => trained.layers[0]?.getWeights().map((weight) => [...weight.dataSync()])
  const before = frozen()
  trained.compile({ optimizer: ours(), loss: 'categoricalCrossentropy' })
  await fit(trained, images(), 1)
  t.same(frozen(), before)
  await compare(t, make, 'categoricalCrossentropy', images())
})

t.test('descent and RMSProp equal those of tf.train', async (t) => {
  const pairs = [
    [sgd({ learningRate: 0.05, momentum: 0 }), tf.train.sgd(0.05)],
    [sgd({ learningRate: 0.05, momentum: 0.9 }), tf.train.momentum(0.05, 0.9)],
  ] as const
  for (const [own, other] of pairs) {
    const [a, b] = [tf.variable(tf.tensor1d([1, -2])), tf.variable(tf.tensor1d([1, -2]))]
    const optimizer = tfOptimizer(own)
    for (let i = 0; i < 10; i++) {
      optimizer.minimize(() => tf.sum(tf.square(a)), false, [a])
      other.minimize(() => tf.sum(tf.square(b)), false, [b])
    }
    t.ok(difference([...a.dataSync()], [...b.dataSync()]) < 1e-6)
  }
  t.type(tfOptimizer(rmsprop()).minimize, 'function')
})

t.test('it is a tf.Optimizer', async (t) => {
  t.ok(ours() instanceof tf.Optimizer)
  t.equal(ours().getClassName(), 'MomentaOptimizer')
})
