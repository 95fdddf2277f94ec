import * as tf from '@tensorflow/tfjs-core'
import { checkTensor } from '../checkArguments.js'

/**
 * log softmax over the last axis, z_i − log Σ_j exp z_j, composed of operations whose gradient can
 * be differentiated again with {@link enableSecondOrder}. So can `tf.logSoftmax`, at the cost of
 * another forward pass.
 *
 * @param logits [..., classes].
 * @throws TypeError if it is no tensor, RangeError if it is a scalar.
 *
 * @example
 * import { logSoftmax } from '@momenta/second-order'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * logSoftmax(tf.tensor2d([[0, 0]])).dataSync() // => [-0.6931472, -0.6931472]
 */
export const logSoftmax = (logits: tf.Tensor): tf.Tensor => {
  checkTensor('logSoftmax', 'logits', logits)
  if (logits.rank === 0)
    throw new RangeError('logSoftmax: logits must have the shape [..., classes], got []')
  return tf.tidy(() => {
    // the shift cancels, so its gradient is 0 in every order
    const { shape } = logits
    const maximum = tf.customGrad((x) => ({
      value: tf.max(x as tf.Tensor, -1, true),
      gradFunc: () => tf.zeros(shape),
    }))(logits)
    const shifted = tf.sub(logits, maximum)
    return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)))
  })
}
