import * as tf from '@tensorflow/tfjs-core'
import type { Digits } from './mnistData.js'

/** Images and labels as tensors. */
export interface Batch {
  /** [n, 784], standardised by the mean and deviation of MNIST. */
  readonly x: tf.Tensor2D
  /** [n, 10], one hot. */
  readonly y: tf.Tensor2D
}

const pixels = 784
const classes = 10
const mean = 0.1307
const deviation = 0.3081

/** The digits at these places as a batch; the caller owns it. */
export const batchOf = ({ images, labels }: Digits, places: ArrayLike<number>): Batch => {
  const n = places.length
  const x = new Float32Array(n * pixels)
  const y = new Float32Array(n * classes)
  for (let i = 0; i < n; i++) {
    const at = (places[i] as number) * pixels
    for (let j = 0; j < pixels; j++)
      x[i * pixels + j] = ((images[at + j] as number) / 255 - mean) / deviation
    y[i * classes + (labels[places[i] as number] as number)] = 1
  }
  return { x: tf.tensor2d(x, [n, pixels]), y: tf.tensor2d(y, [n, classes]) }
}
