import * as tf from '@tensorflow/tfjs-core'

/** Sums over the broadcast axes, back to the shape of an input. */
const sumToShape = (x: tf.Tensor, shape: number[]): tf.Tensor => {
  const axes = tf.broadcast_util.getReductionAxes(shape, x.shape)
  return tf.reshape(axes.length > 0 ? tf.sum(x, axes) : x, shape)
}

/**
 * Extends the gradient of a kernel to broadcast inputs. TensorFlow.js's own has the shape of the
 * output, which is an error if an input is smaller.
 */
const withBroadcast = (kernelName: string): tf.GradConfig => {
  const former = tf.getGradient(kernelName)
  return {
    ...former,
    gradFunc: (dy, saved, attrs) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor]
      const grads = former.gradFunc(dy, saved, attrs) as { a(): tf.Tensor; b(): tf.Tensor }
      return {
        a: () => sumToShape(grads.a(), a.shape),
        b: () => sumToShape(grads.b(), b.shape),
      }
    },
  }
}

/** `tf.maximum`, `tf.minimum` and `tf.squaredDifference`. */
export const broadcasts = (): readonly tf.GradConfig[] =>
  ['Maximum', 'Minimum', 'SquaredDifference'].map(withBroadcast)
