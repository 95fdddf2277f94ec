import * as tf from '@tensorflow/tfjs-core'
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'

const seeded = (seed: number) => initializers.glorotNormal({ seed })

/** Two convolutions with pooling and a classifier of ten classes, 28 × 28 images. */
export const convolutionalNet = (): LayersModel =>
  sequential({
    layers: [
      layers.conv2d({
        inputShape: [28, 28, 1],
        filters: 8,
        kernelSize: 3,
        activation: 'relu',
        kernelInitializer: seeded(1),
      }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({
        filters: 16,
        kernelSize: 3,
        activation: 'relu',
        kernelInitializer: seeded(2),
      }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 10, activation: 'softmax', kernelInitializer: seeded(3) }),
    ],
  })

/** A batch of 64 random images of ten classes. */
export const batch = (): { readonly x: tf.Tensor; readonly y: tf.Tensor } =>
  tf.tidy(() => {
    const classes = tf.tensor1d(
      Array.from({ length: 64 }, (_, i) => i % 10),
      'int32',
    )
    return { x: tf.randomNormal([64, 28, 28, 1], 0, 1, 'float32', 4), y: tf.oneHot(classes, 10) }
  })
