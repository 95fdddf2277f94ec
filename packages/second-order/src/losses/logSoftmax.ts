import * as tf from '@tensorflow/tfjs-core'

/**
 * log softmax over the last axis, z_i − log Σ_j exp z_j, in operations whose gradient can be
 * differentiated again (with {@link enableSecondOrder}, under which `tf.logSoftmax` can be too; that
 * one is run once more for it).
 *
 * @param logits [..., classes].
 *
 * @example
 * import { logSoftmax } from '@momenta/second-order'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * logSoftmax(tf.tensor2d([[0, 0]])).dataSync() // => [-0.6931472, -0.6931472]
 */
export const logSoftmax = (logits: tf.Tensor): tf.Tensor =>
  tf.tidy(() => {
    // a constant shift: it cancels, so its gradient is 0 in every order
    const { shape } = logits
    const most = tf.customGrad((x) => ({
      value: tf.max(x as tf.Tensor, -1, true),
      gradFunc: () => tf.zeros(shape),
    }))(logits)
    const shifted = tf.sub(logits, most)
    return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)))
  })
