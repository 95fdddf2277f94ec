import * as tf from '@tensorflow/tfjs-core'
import { checkTensor } from '../checkArguments.js'

/** The backends whose tensors are read without waiting for a device. */
const readable: readonly string[] = ['cpu', 'wasm', 'tensorflow']

const checkTypes = (labels: tf.Tensor, logits: tf.Tensor): void => {
  checkTensor('meanCrossEntropy', 'labels', labels)
  checkTensor('meanCrossEntropy', 'logits', logits)
  const classes = logits.shape.at(-1)
  if (classes === undefined || classes === 0)
    throw new RangeError(
      `meanCrossEntropy: logits must have the shape [..., classes] with at least one class, got [${logits.shape}]`,
    )
  const indices = logits.shape.slice(0, -1)
  const fits =
    tf.util.arraysEqual(labels.shape, logits.shape) ||
    (labels.dtype === 'int32' && tf.util.arraysEqual(labels.shape, indices))
  if (!fits)
    throw new RangeError(
      `meanCrossEntropy: labels must have the shape of the logits [${logits.shape}], or be int32 of shape [${indices}], got ${labels.dtype} [${labels.shape}]`,
    )
}

/**
 * Whether some labels are, or may be, ignored.
 *
 * @throws RangeError for a label that is neither a class nor ignored, if labels can be read.
 */
const someIgnored = (labels: tf.Tensor, classes: number, ignoreIndex: number): boolean => {
  if (!readable.includes(tf.getBackend())) return true
  const values = labels.dataSync()
  const wrong = values.findIndex(
    (label) => (label < 0 || label >= classes) && label !== ignoreIndex,
  )
  if (wrong >= 0)
    throw new RangeError(
      `meanCrossEntropy: labels must lie in [0, ${classes}), got ${values[wrong]} in example ${wrong}; correct it, or ignore such examples with ignoreIndex: ${values[wrong]}`,
    )
  return values.includes(ignoreIndex)
}

/**
 * One-hot rows. Not by tf.oneHot, which throws for one class and whose dtype stock wasm ignores.
 */
const oneHot = (column: tf.Tensor, classes: number): tf.Tensor =>
  tf.cast(tf.equal(column, tf.range(0, classes, 1, 'int32')), 'float32')

/** 1 where a label is a class or ignored, else NaN, for devices whose labels cannot be read. */
const validity = (column: tf.Tensor, ignored: tf.Tensor, classes: number): tf.Tensor => {
  const inside = tf.logicalAnd(tf.greaterEqual(column, 0), tf.less(column, classes))
  const valid = tf.cast(tf.logicalOr(ignored, inside), 'float32')
  return tf.div(valid, valid)
}

/** Labels as probabilities of the classes. */
export interface Distribution {
  /** [..., classes], float32. */
  readonly shares: tf.Tensor
  /** [..., 1], true where an example is ignored; undefined if none is. */
  readonly ignored?: tf.Tensor
}

/**
 * Labels as a distribution over the classes, of the shape of the logits.
 *
 * @throws RangeError for a wrong shape or type, and for a label that is neither a class nor
 *   ignored.
 */
export const distributionOf = (
  labels: tf.Tensor,
  logits: tf.Tensor,
  ignoreIndex: number,
): Distribution => {
  checkTypes(labels, logits)
  if (tf.util.arraysEqual(labels.shape, logits.shape)) return { shares: tf.cast(labels, 'float32') }
  const classes = logits.shape.at(-1) as number
  const column = tf.expandDims(labels, -1)
  const shares = oneHot(column, classes)
  if (!someIgnored(labels, classes, ignoreIndex)) return { shares }
  const ignored = tf.equal(column, tf.scalar(ignoreIndex, 'int32'))
  return {
    shares: tf.mul(
      tf.where(ignored, tf.zerosLike(shares), shares),
      validity(column, ignored, classes),
    ),
    ignored,
  }
}
