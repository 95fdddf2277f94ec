import * as tf from '@tensorflow/tfjs-core'
import { logSoftmax } from './logSoftmax.js'

/**
 * Mean cross-entropy of the softmax of logits, −Σ_j p_ij log softmax(z_i)_j, whose gradient can be differentiated again (with {@link enableSecondOrder}).
 * `tf.losses.softmaxCrossEntropy` cannot be.
 *
 * @param labels [..., classes], one-hot or a distribution.
 * @param logits [..., classes].
 *
 * @throws RangeError if the shapes differ.
 *
 * @example
 * import { softmaxCrossEntropy } from '@momenta/second-order'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * softmaxCrossEntropy(tf.tensor2d([[1, 0]]), tf.tensor2d([[0, 0]])).dataSync() // => [0.6931472]
 */
export const softmaxCrossEntropy = (labels: tf.Tensor, logits: tf.Tensor): tf.Scalar => {
  if (!tf.util.arraysEqual(labels.shape, logits.shape))
    throw new RangeError(
      `softmaxCrossEntropy: labels must have the shape of the logits [${logits.shape}], got [${labels.shape}]`,
    )
  return tf.tidy(() => tf.neg(tf.mean(tf.sum(tf.mul(labels, logSoftmax(logits)), -1))))
}
