import * as tf from '@tensorflow/tfjs-core'
import { numbers } from './numbers.js'
import type { MakeWorkload } from './Workload.js'

/**
 * Two convolutions (8 and 16 channels) with pooling and a dense layer on 28×28 images, batch 64.
 */
export const cnn: MakeWorkload = () => {
  const n = numbers(11)
  const [c1, d1] = [n.weights<tf.Rank.R4>(3, 3, 1, 8), n.zeros(8)]
  const [c2, d2] = [n.weights<tf.Rank.R4>(3, 3, 8, 16), n.zeros(16)]
  const [w, b] = [n.weights<tf.Rank.R2>(784, 10), n.zeros(10)]
  const [x, y] = [n.normal<tf.Rank.R4>(64, 28, 28, 1), n.integers(10, 64)]
  const block = (input: tf.Tensor4D, kernel: tf.Tensor4D, bias: tf.Tensor1D) =>
    tf.maxPool(
      tf.relu(tf.add(tf.conv2d(input, kernel, 1, 'same'), bias)) as tf.Tensor4D,
      2,
      2,
      'valid',
    )
  return {
    variables: n.variables,
    loss: ({ crossEntropy }) => {
      const h = block(block(x, c1, d1), c2, d2)
      return crossEntropy(y, tf.add(tf.matMul(tf.reshape(h, [64, 784]), w), b))
    },
  }
}
