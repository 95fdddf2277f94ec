import * as tf from '@tensorflow/tfjs-core'
import { checkShape } from './checkShape.js'

/** All labels are classes, some are ignored, or they were not read. */
export type Labels = 'classes' | 'ignored' | 'unread'

/** The backends whose tensors are read without waiting for a device. */
const readable: readonly string[] = ['cpu', 'wasm', 'tensorflow']

const checkTypes = (who: string, labels: tf.Tensor, logits: tf.Tensor): void => {
  const classes = logits.shape.at(-1)
  if (classes === undefined || classes === 0)
    throw new RangeError(
      `${who}: logits must have the shape [..., classes] with at least one class, got [${logits.shape}]`,
    )
  checkShape(who, 'labels', labels, logits.shape.slice(0, -1))
  if (labels.dtype !== 'int32')
    throw new RangeError(
      `${who}: labels must be int32, got ${labels.dtype}; use tf.cast(labels, 'int32')`,
    )
  if (logits.dtype !== 'float32')
    throw new RangeError(
      `${who}: logits must be float32, got ${logits.dtype}; use tf.cast(logits, 'float32')`,
    )
}

/**
 * Checks shapes and types, and the labels themselves if the backend can read them.
 *
 * @throws RangeError for a wrong shape or type, and for a label that is neither a class nor
 *   ignored.
 */
export const checkLabels = (
  who: string,
  labels: tf.Tensor,
  logits: tf.Tensor,
  ignoreIndex: number,
): Labels => {
  checkTypes(who, labels, logits)
  if (!Number.isInteger(ignoreIndex))
    throw new RangeError(`${who}: ignoreIndex must be an integer, got ${ignoreIndex}`)
  if (!readable.includes(tf.getBackend())) return 'unread'
  const classes = logits.shape.at(-1) as number
  const values = labels.dataSync()
  const wrong = values.findIndex(
    (label) => (label < 0 || label >= classes) && label !== ignoreIndex,
  )
  if (wrong >= 0)
    throw new RangeError(
      `${who}: labels must lie in [0, ${classes}), got ${values[wrong]} in example ${wrong}; correct it, or ignore such examples with ignoreIndex: ${values[wrong]}`,
    )
  return values.includes(ignoreIndex) ? 'ignored' : 'classes'
}
