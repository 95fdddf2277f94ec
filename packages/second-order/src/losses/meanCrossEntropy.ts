import { number, type OptionsOf, ranges, readOptions } from '@momenta/options'
import * as tf from '@tensorflow/tfjs-core'
import { type Distribution, distributionOf } from './distributionOf.js'
import { logSoftmax } from './logSoftmax.js'

const options = {
  /**
   * An integer; examples with this label are left out of the mean. Default -100, as in PyTorch.
   */
  ignoreIndex: number(ranges.integer, -100),
}

/** Options of {@link meanCrossEntropy}. */
export interface MeanCrossEntropyOptions extends OptionsOf<typeof options> {}

const meanOf = ({ shares, ignored }: Distribution, logits: tf.Tensor): tf.Tensor => {
  const rows = ignored === undefined ? logits : tf.where(ignored, tf.zerosLike(logits), logits)
  // 0 · log 0 is 0: a class without a share may be masked by a logit of -Infinity
  const logs = tf.where(tf.notEqual(shares, 0), logSoftmax(rows), tf.zerosLike(rows))
  const each = tf.sum(tf.mul(shares, logs), -1)
  // padded, because stock wasm leaves an empty sum unwritten
  if (each.size === 0) return tf.sum(tf.pad(tf.reshape(each, [0]), [[0, 1]]))
  if (ignored === undefined) return tf.mean(each)
  const count = tf.sum(tf.cast(tf.logicalNot(ignored), 'float32'))
  // divided before it is summed, as tf.mean does: the sum may overflow where the mean does not
  return tf.sum(tf.div(each, tf.maximum(count, 1)))
}

/**
 * Mean cross-entropy of the softmax of logits, −Σ_j p_ij log softmax(z_i)_j, whose gradient can be
 * differentiated again (with {@link enableSecondOrder}).
 *
 * Logits of -Infinity mask their classes: one without a share in the label adds 0 to the loss.
 *
 * The mean is over the examples that are not ignored; if there are none, the loss is 0. The loss of
 * each example, from integer labels alone, is `softmaxCrossEntropy` of @momenta/kernels.
 *
 * @param labels [..., classes], one-hot or a distribution; or int32, [...], each in [0, classes) or
 *   `ignoreIndex`.
 * @param logits float32, [..., classes].
 *
 * @throws TypeError if labels or logits are no tensor or an option is of the wrong type, RangeError
 *   if the shapes do not match, labels without the axis of classes are not int32, or such a label
 *   is neither a class nor `ignoreIndex`. To check them, the labels are read on
 *   cpu, wasm and tensorflow; on other backends (webgpu, webgl) the loss and its gradient are NaN
 *   instead.
 *
 * @example
 * import { meanCrossEntropy } from '@momenta/second-order'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * meanCrossEntropy(tf.tensor2d([[1, 0]]), tf.tensor2d([[0, 0]])).dataSync() // => [0.6931472]
 * const logits = tf.tensor2d([[0, 0], [5, 1]])
 * meanCrossEntropy(tf.tensor1d([0, -100], 'int32'), logits).dataSync() // => [0.6931472]
 */
export const meanCrossEntropy = (
  labels: tf.Tensor,
  logits: tf.Tensor,
  given: MeanCrossEntropyOptions = {},
): tf.Scalar => {
  const { ignoreIndex } = readOptions('meanCrossEntropy', options, [given])
  return tf.tidy(
    () => tf.neg(meanOf(distributionOf(labels, logits, ignoreIndex), logits)) as tf.Scalar,
  )
}
