import * as tf from '@tensorflow/tfjs-core'
import { numbers } from './numbers.js'
import type { MakeWorkload } from './Workload.js'

/**
 * A language model: embedding, LSTM of 64 units, projection; vocabulary 2000, batch 20, 35 steps.
 */
export const lstm: MakeWorkload = () => {
  const n = numbers(21)
  const embedding = n.weights<tf.Rank.R2>(2000, 64)
  const [kernel, recurrentKernel] = [n.weights<tf.Rank.R2>(64, 256), n.weights<tf.Rank.R2>(64, 256)]
  const bias = n.zeros(256)
  const [w, b] = [n.weights<tf.Rank.R2>(64, 2000), n.zeros(2000)]
  const [x, y] = [tf.reshape(n.integers(2000, 700), [35, 20]), n.integers(2000, 700)]
  return {
    variables: n.variables,
    loss: (layers) => {
      const words = tf.gather(embedding, x) as tf.Tensor as tf.Tensor3D
      const hidden = layers.lstm(words, kernel, recurrentKernel, bias)
      return layers.crossEntropy(y, tf.add(tf.matMul(tf.reshape(hidden, [700, 64]), w), b))
    },
  }
}
