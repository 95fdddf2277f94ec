import { differentiate } from '@momenta/eager'
import { sgd, tfOptimizer, withSAM } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, regularizers, sequential } from '@tensorflow/tfjs-layers'
import t from 'tap'
import { convolutional, difference, fit, images, start, useBackend } from './models.js'

await useBackend('wasm')
const [rate, rho] = [0.1, 0.05]

/** SAM with descent from two calls of the loss. Only `minimize` is used. */
class ByHand extends tf.Optimizer {
  override minimize(loss: () => tf.Scalar, _: boolean, variables: tf.Variable[]): tf.Scalar {
    const others = Object.values(tf.engine().registeredVariables).filter((v) => !v.trainable)
    const [values, averages] = [variables, others].map((list) => list.map((v) => tf.clone(v)))
    const first = differentiate('test', loss, variables)
    const after = others.map((v) => tf.clone(v))
    const norm = tf.sqrt(tf.addN(first.grads.map((grad) => tf.sum(tf.square(grad as tf.Tensor)))))
    variables.forEach((v, i) => {
      const moved = tf.div(tf.mul(rho, first.grads[i] as tf.Tensor), norm)
      v.assign(tf.add(values?.[i] as tf.Tensor, moved))
    })
    others.forEach((v, i) => {
      v.assign(averages?.[i] as tf.Tensor)
    })
    const second = differentiate('test', loss, variables)
    variables.forEach((v, i) => {
      v.assign(tf.sub(values?.[i] as tf.Tensor, tf.mul(rate, second.grads[i] as tf.Tensor)))
    })
    others.forEach((v, i) => {
      v.assign(after[i] as tf.Tensor)
    })
    return first.value
  }
  override applyGradients(): void {}
  override getConfig() {
    return {}
  }
}

const recurrent = (): LayersModel =>
  sequential({
    layers: [
      layers.embedding({
        inputDim: 5,
        outputDim: 3,
        inputLength: 4,
        maskZero: true,
        embeddingsInitializer: start(1),
      }),
      layers.gru({
        units: 4,
        kernelInitializer: start(2),
        recurrentInitializer: start(3),
        recurrentRegularizer: regularizers.l2({ l2: 0.1 }),
      }),
      layers.layerNormalization(),
      layers.dense({ units: 3, activation: 'softmax', kernelInitializer: start(4) }),
    ],
  })

const separable = (): LayersModel =>
  sequential({
    layers: [
      layers.separableConv2d({
        inputShape: [6, 6, 1],
        filters: 3,
        kernelSize: 3,
        depthwiseInitializer: start(1),
        pointwiseInitializer: start(2),
      }),
      layers.averagePooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 3, activation: 'softmax', kernelInitializer: start(3) }),
    ],
  })

const ids = tf.tensor2d(
  Array.from({ length: 96 }, (_, i) => (i * i) % 5),
  [24, 4],
)

for (const [name, make, x, loss] of [
  ['convolutions, normalization and dropout', convolutional, images().x, 'categoricalHinge'],
  ['separable convolutions', separable, images().x, 'categoricalCrossentropy'],
  ['an embedding with a mask, a GRU and penalties', recurrent, ids, 'categoricalCrossentropy'],
] as const)
  t.test(`SAM by recorded operations is SAM by two calls of the loss: ${name}`, async (t) => {
    const sam = withSAM(sgd({ learningRate: rate, momentum: 0 }), { rho })
    const trained = async (optimizer: tf.Optimizer) => {
      const model = make()
      model.compile({ optimizer, loss, metrics: ['accuracy'] })
      const losses = await fit(model, { x, y: images().y }, 2)
      return [...losses, ...model.getWeights().flatMap((weight) => [...weight.dataSync()])]
    }
    const [ours, byHand] = [await trained(tfOptimizer(sam)), await trained(new ByHand())]
    // float32 sums in another order
    t.ok(difference(ours, byHand) < 1e-4, `${difference(ours, byHand)}`)
  })
