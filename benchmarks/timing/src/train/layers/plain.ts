import * as tf from '@tensorflow/tfjs-core'
import type { Layers } from './Layers.js'

type Gates = readonly [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D]

const lstm: Layers['lstm'] = (x, kernel, recurrentKernel, bias) => {
  const [steps, batch, inputs] = x.shape
  const flat = tf.reshape(x, [steps * batch, inputs])
  const sums = tf.reshape(tf.add(tf.matMul(flat, kernel), bias), [steps, batch, -1])
  let h = tf.zeros<tf.Rank.R2>([batch, recurrentKernel.shape[0]])
  let c = h
  const hidden = tf.unstack(sums).map((input) => {
    const gates: readonly tf.Tensor2D[] = tf.split(
      tf.add(input, tf.matMul(h, recurrentKernel)),
      4,
      1,
    )
    // split returns an array without the length
    const [i, f, g, o] = gates as Gates
    c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)))
    h = tf.mul(tf.sigmoid(o), tf.tanh(c))
    return h
  })
  return tf.stack(hidden) as tf.Tensor3D
}

/** Plain TensorFlow.js operations, as a user writes them. */
export const plain: Layers = {
  batchNorm: (x, gamma, beta) => {
    const { mean, variance } = tf.moments(x, [0, 1, 2])
    const [m, v] = [mean, variance] as [tf.Tensor1D, tf.Tensor1D]
    return tf.batchNorm(x, m, v, beta, gamma, 1e-5) as tf.Tensor4D
  },
  lstm,
  crossEntropy: (labels, logits) =>
    tf.losses.softmaxCrossEntropy(tf.oneHot(labels, logits.shape[1]), logits),
}
