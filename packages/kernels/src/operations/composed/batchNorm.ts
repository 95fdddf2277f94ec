import * as tf from '@tensorflow/tfjs-core'
import type { Normalized } from '../Normalized.js'
import { stopGradient } from '../stopGradient.js'

/**
 * {@link batchNorm} composed of TensorFlow.js's operations, for any backend; its gradient can be
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
      // backends differ in the mean of no elements
      const zeros = (): tf.Tensor1D => tf.zeros(gamma.shape)
      return { y: tf.add(tf.mul(x, gamma), beta), mean: zeros(), variance: zeros() }
    }
    const axes = x.shape.slice(0, -1).map((_, axis) => axis)
    const mean = tf.mean(x, axes)
    const centered = tf.sub(x, mean)
    const variance = tf.mean(tf.square(centered), axes)
    const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, epsilon)))
    return {
      y: tf.add(tf.mul(centered, scale), beta),
      mean: stopGradient(mean) as tf.Tensor1D,
      variance: stopGradient(variance) as tf.Tensor1D,
    }
  })
