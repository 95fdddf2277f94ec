import * as tf from '@tensorflow/tfjs-core'
import { checkLabels } from './checkLabels.js'

type Losses = (labels: tf.Tensor, logits: tf.Tensor, ignoreIndex?: number) => tf.Tensor

/** True where a label is neither a class nor ignored, computed on the device. */
const invalidOf = (labels: tf.Tensor, ignored: tf.Tensor, classes: number): tf.Tensor =>
  tf.logicalAnd(
    tf.logicalNot(ignored),
    tf.logicalOr(tf.less(labels, 0), tf.greaterEqual(labels, classes)),
  )

/**
 * The losses of checked labels. Ignored examples have the loss 0 and the gradient 0, even if their
 * logits are not finite. An invalid label is an error if labels can be read; else its loss and its
 * gradient are NaN.
 *
 * @param handlesLabels - Whether the losses do this themselves for labels that were not read.
 */
export const maskLosses = (
  who: string,
  labels: tf.Tensor,
  logits: tf.Tensor,
  ignoreIndex: number,
  losses: Losses,
  handlesLabels = false,
): tf.Tensor => {
  const known = checkLabels(who, labels, logits, ignoreIndex)
  if (known === 'classes') return losses(labels, logits)
  if (known === 'unread' && handlesLabels) return losses(labels, logits, ignoreIndex)
  return tf.tidy(() => {
    const ignored = tf.equal(labels, tf.scalar(ignoreIndex, 'int32'))
    const invalid = invalidOf(labels, ignored, logits.shape.at(-1) as number)
    const safe = tf.where(tf.logicalOr(ignored, invalid), tf.zerosLike(labels), labels)
    const rows = tf.where(tf.expandDims(ignored, -1), tf.zerosLike(logits), logits)
    const each = losses(safe, rows)
    const kept = tf.where(ignored, tf.zerosLike(each), each)
    if (known === 'ignored') return kept
    return tf.mul(kept, tf.where(invalid, tf.fill(each.shape, Number.NaN), tf.onesLike(each)))
  })
}
