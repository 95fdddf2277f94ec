import type { Images } from '@momenta/bench-data'
import * as tf from '@tensorflow/tfjs-core'

/** Images and labels as tensors. */
export interface Batch {
  /** [n, 784], standardized by the mean and standard deviation of MNIST. */
  readonly x: tf.Tensor2D
  /** [n, 10], one-hot. */
  readonly y: tf.Tensor2D
}

const size = 784
const classes = 10
const mean = 0.1307
const deviation = 0.3081

/** The images of these indices as a batch; the caller owns it. */
export const batchOf = ({ pixels, labels }: Images, indices: ArrayLike<number>): Batch => {
  const n = indices.length
  const x = new Float32Array(n * size)
  const y = new Float32Array(n * classes)
  for (let i = 0; i < n; i++) {
    const index = indices[i] as number
    // rounded as the stored results were: bench-data multiplies by 1 / (255 × deviation) instead
    for (let j = 0; j < size; j++)
      x[i * size + j] = ((pixels[index * size + j] as number) / 255 - mean) / deviation
    y[i * classes + (labels[index] as number)] = 1
  }
  return { x: tf.tensor2d(x, [n, size]), y: tf.tensor2d(y, [n, classes]) }
}
