import * as tf from '@tensorflow/tfjs-core'

/** The same values; no gradient flows through them. */
export const stopGradient = (x: tf.Tensor): tf.Tensor =>
  tf.customGrad((input) => ({
    value: tf.clone(input as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
  }))(x)
