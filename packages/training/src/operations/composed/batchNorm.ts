import * as tf from '@tensorflow/tfjs-core'
import type { Normalized } from '../batchNorm.js'
import { stopGradient } from '../stopGradient.js'

/**
 * {@link batchNorm} of TensorFlow.js's own operations, on any backend; its gradient can be
 * differentiated again.
 */
export const batchNorm = (
  x: tf.Tensor,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  epsilon: number,
): Normalized =>
  tf.tidy(() => {
    if (x.size === 0) {
      // backends differ in the mean of nothing
      const none = (): tf.Tensor1D => tf.zeros(gamma.shape)
      return { y: tf.add(tf.mul(x, gamma), beta), mean: none(), variance: none() }
    }
    const axes = x.shape.slice(0, -1).map((_, axis) => axis)
    const mean = tf.mean(x, axes)
    const centred = tf.sub(x, mean)
    const variance = tf.mean(tf.square(centred), axes)
    const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, epsilon)))
    return {
      y: tf.add(tf.mul(centred, scale), beta),
      mean: stopGradient(mean) as tf.Tensor1D,
      variance: stopGradient(variance) as tf.Tensor1D,
    }
  })
