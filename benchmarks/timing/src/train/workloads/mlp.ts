import * as tf from '@tensorflow/tfjs-core'
import { numbers } from './numbers.js'
import type { MakeWorkload } from './Workload.js'

/** A multilayer perceptron 784-128-10, batch 64. */
export const mlp: MakeWorkload = () => {
  const n = numbers(1)
  const [w1, b1] = [n.weights<tf.Rank.R2>(784, 128), n.zeros(128)]
  const [w2, b2] = [n.weights<tf.Rank.R2>(128, 10), n.zeros(10)]
  const [x, y] = [n.normal<tf.Rank.R2>(64, 784), n.integers(10, 64)]
  return {
    variables: n.variables,
    loss: ({ crossEntropy }) =>
      crossEntropy(y, tf.add(tf.matMul(tf.relu(tf.add(tf.matMul(x, w1), b1)), w2), b2)),
  }
}
