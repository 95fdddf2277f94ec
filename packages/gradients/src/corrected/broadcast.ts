import * as tf from '@tensorflow/tfjs-core'

/** Sums what was broadcast, back to the shape of an input. */
const reducedTo = (x: tf.Tensor, shape: number[]): tf.Tensor => {
  const axes = tf.broadcast_util.getReductionAxes(shape, x.shape)
  return tf.reshape(axes.length > 0 ? tf.sum(x, axes) : x, shape)
}

/**
 * A gradient of two inputs that are broadcast. TensorFlow.js's own gradients of these kernels have
 * the shape of the output, which is an error where an input is smaller.
 */
const broadcast = (kernelName: string): tf.GradConfig => {
  const former = tf.getGradient(kernelName)
  return {
    ...former,
    gradFunc: (dy, saved, attrs) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor]
      const grads = former.gradFunc(dy, saved, attrs) as { a(): tf.Tensor; b(): tf.Tensor }
      return {
        a: () => reducedTo(grads.a(), a.shape),
        b: () => reducedTo(grads.b(), b.shape),
      }
    },
  }
}

/** `tf.maximum`, `tf.minimum` and `tf.squaredDifference`. */
export const broadcasts = (): readonly tf.GradConfig[] =>
  ['Maximum', 'Minimum', 'SquaredDifference'].map(broadcast)
