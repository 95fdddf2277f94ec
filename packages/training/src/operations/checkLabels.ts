import * as tf from '@tensorflow/tfjs-core'
import { expectShape } from './expectShape.js'

/** What is known of labels: all are classes, some are to be ignored, or they cannot be read yet. */
export type Labels = 'classes' | 'ignored' | 'unread'

/** The backends whose tensors can be read at once; on the others it would wait for a device. */
const readable: readonly string[] = ['cpu', 'wasm', 'tensorflow']

const checkTypes = (who: string, labels: tf.Tensor, logits: tf.Tensor): void => {
  const classes = logits.shape.at(-1)
  if (classes === undefined || classes === 0)
    throw new RangeError(
      `${who}: logits must have the shape [..., classes] with at least one class, got [${logits.shape}]`,
    )
  expectShape(who, 'labels', labels, logits.shape.slice(0, -1))
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
 * Checks labels and logits, and reads the labels where the backend allows it.
 *
 * @throws RangeError for a wrong shape or type, and for a label that is no class and not ignored.
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
      `${who}: labels must lie in [0, ${classes}), got ${values[wrong]} in example ${wrong}; correct it, or leave such examples out with ignoreIndex: ${values[wrong]}`,
    )
  return values.includes(ignoreIndex) ? 'ignored' : 'classes'
}
