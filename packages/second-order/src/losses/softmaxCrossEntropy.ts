import * as tf from '@tensorflow/tfjs-core'
import { logSoftmax } from './logSoftmax.js'

/** Integer labels as rows with a single 1; a distribution as it is. */
const distribution = (labels: tf.Tensor, logits: tf.Tensor): tf.Tensor => {
  if (tf.util.arraysEqual(labels.shape, logits.shape)) return tf.cast(labels, 'float32')
  const classes = logits.shape.at(-1) as number
  // tf.oneHot refuses a single class
  return classes === 1 ? tf.onesLike(logits) : tf.oneHot(labels, classes, 1, 0, 'float32')
}

/**
 * Mean cross-entropy of the softmax of logits, −Σ_j p_ij log softmax(z_i)_j, whose gradient can be differentiated again (with {@link enableSecondOrder}).
 *
 * @param labels [..., classes], one-hot or a distribution; or int32, [...], each in [0, classes). A label outside is an example without loss.
 * @param logits [..., classes].
 *
 * @throws RangeError if the shapes do not fit, or labels without the axis of classes are not int32.
 *
 * @example
 * import { softmaxCrossEntropy } from '@momenta/second-order'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * softmaxCrossEntropy(tf.tensor2d([[1, 0]]), tf.tensor2d([[0, 0]])).dataSync() // => [0.6931472]
 * softmaxCrossEntropy(tf.tensor1d([0], 'int32'), tf.tensor2d([[0, 0]])).dataSync() // => [0.6931472]
 */
export const softmaxCrossEntropy = (labels: tf.Tensor, logits: tf.Tensor): tf.Scalar => {
  const indices = logits.shape.slice(0, -1)
  const fits =
    tf.util.arraysEqual(labels.shape, logits.shape) ||
    (labels.dtype === 'int32' && tf.util.arraysEqual(labels.shape, indices))
  if (!fits)
    throw new RangeError(
      `softmaxCrossEntropy: labels must have the shape of the logits [${logits.shape}], or be int32 of shape [${indices}], got ${labels.dtype} [${labels.shape}]`,
    )
  return tf.tidy(() =>
    tf.neg(tf.mean(tf.sum(tf.mul(distribution(labels, logits), logSoftmax(logits)), -1))),
  )
}
