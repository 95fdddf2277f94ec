import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'

/** The backend of a test file, with the gradients that models need. */
export const useBackend = async (name: 'cpu' | 'wasm'): Promise<void> => {
  await tf.setBackend(name)
  await enableTraining()
}

export const start = (seed: number) => initializers.glorotNormal({ seed })

/** A convolution, batch normalization, dropout and a classifier of three classes. */
export const convolutional = (): LayersModel =>
  sequential({
    layers: [
      layers.conv2d({
        inputShape: [6, 6, 1],
        filters: 3,
        kernelSize: 3,
        activation: 'relu',
        kernelInitializer: start(1),
      }),
      layers.batchNormalization(),
      layers.flatten(),
      layers.dropout({ rate: 0.2, seed: 7 }),
      layers.dense({ units: 3, activation: 'softmax', kernelInitializer: start(2) }),
    ],
  })

/** Images of three classes. */
export const images = () => {
  const classes = Array.from({ length: 24 }, (_, i) => i % 3)
  const x = tf.add(
    tf.randomNormal([24, 6, 6, 1], 0, 1, 'float32', 3),
    tf.reshape(tf.tensor1d(classes, 'float32'), [24, 1, 1, 1]),
  )
  return { x, y: tf.oneHot(tf.tensor1d(classes, 'int32'), 3) }
}

/** One layer with a weight and a bias. */
export const linear = (units = 1, inputs = 2): LayersModel =>
  sequential({
    layers: [layers.dense({ units, inputShape: [inputs], kernelInitializer: start(4) })],
  })

/** Points on a plane. */
export const points = () => {
  const x = tf.randomNormal([16, 2], 0, 1, 'float32', 5)
  return { x, y: tf.tidy(() => tf.matMul(x as tf.Tensor2D, tf.tensor2d([[2], [-1]]))) }
}

/** Trains without shuffling or output; the losses of the epochs. */
export const fit = async (
  model: LayersModel,
  { x, y }: { readonly x: tf.Tensor; readonly y: tf.Tensor },
  epochs: number,
  more: object = {},
): Promise<readonly number[]> => {
  const options = { epochs, batchSize: 8, shuffle: false, verbose: 0 as const, ...more }
  return (await model.fit(x, y, options)).history.loss as number[]
}

/** All weights of a model as numbers. */
export const weightsOf = (model: LayersModel): readonly (readonly number[])[] =>
  model.getWeights().map((weight) => [...weight.dataSync()])

/** The greatest relative difference between two lists. */
export const difference = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((most, x, i) => {
    const d = Math.abs(x - (b[i] as number)) / Math.max(Math.abs(x), 1e-3)
    return Math.max(most, d)
  }, 0)
