import { softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'

/** The parameters: a plain object of tensors. */
export const initialParams = () => ({
  conv1: tf.randomNormal<tf.Rank.R4>([3, 3, 1, 8], 0, 0.3, 'float32', 1),
  conv2: tf.randomNormal<tf.Rank.R4>([3, 3, 8, 16], 0, 0.15, 'float32', 2),
  dense: tf.randomNormal<tf.Rank.R2>([144, 3], 0, 0.1, 'float32', 3),
  bias: tf.zeros<tf.Rank.R1>([3]),
})
export type Params = ReturnType<typeof initialParams>

/** What the network sees in each image: a number for each shape. */
export const logits = ({ conv1, conv2, dense, bias }: Params, pixels: tf.Tensor4D): tf.Tensor2D => {
  const half = tf.relu(tf.conv2d(pixels, conv1, 2, 'same'))
  const quarter = tf.relu(tf.conv2d(half, conv2, 2, 'same'))
  return tf.add(tf.matMul(tf.reshape(quarter, [-1, 144]), dense), bias)
}

/** Images and what they show. */
export interface Batch {
  readonly pixels: tf.Tensor4D
  readonly labels: tf.Tensor1D
}

/** The loss of a batch. */
export const loss = (params: Params, batch: Batch): tf.Scalar =>
  tf.mean(softmaxCrossEntropy(batch.labels, logits(params, batch.pixels)))

/** The share of images whose shape the network finds. */
export const accuracy = (params: Params, batch: Batch): tf.Scalar =>
  tf.tidy(() => tf.mean(tf.equal(tf.argMax(logits(params, batch.pixels), 1), batch.labels)))
