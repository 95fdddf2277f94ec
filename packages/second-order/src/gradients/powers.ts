import * as tf from '@tensorflow/tfjs-core'

/** Sums over the broadcast axes, back to a shape. */
const sumToShape = (x: tf.Tensor, shape: number[]): tf.Tensor => {
  const axes = tf.broadcast_util.getReductionAxes(shape, x.shape)
  return tf.reshape(axes.length > 0 ? tf.sum(x, axes) : x, shape)
}

/** TensorFlow.js's gradient of the exponent uses the saved output. */
const pow: tf.GradConfig = {
  kernelName: 'Pow',
  inputsToSave: ['a', 'b'],
  gradFunc: (dys, saved) => {
    const [dy, a, b] = [dys, ...saved] as [tf.Tensor, tf.Tensor, tf.Tensor]
    const exponent = tf.cast(b, 'float32')
    return {
      a: () => sumToShape(tf.mul(dy, tf.mul(exponent, tf.pow(a, tf.sub(exponent, 1)))), a.shape),
      b: () => {
        const log = tf.where(tf.greater(a, 0), tf.log(a), tf.zerosLike(a))
        return sumToShape(tf.mul(dy, tf.mul(tf.pow(a, b), log)), b.shape)
      },
    }
  },
}

/** Powers. */
export const powers: readonly tf.GradConfig[] = [pow]
