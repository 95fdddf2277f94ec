import * as tf from '@tensorflow/tfjs-core'
import { tensors } from '../arithmetic/tensors.js'

/**
 * By what leaves are multiplied before their squares are added up in float32, by their largest element: powers of two, which
 * round nothing, so that the norm has the same bits as without where no square overflows or vanishes.
 */
const [large, small, tiny] = [2 ** 40, 2 ** -40, 2 ** -90]
const [down, up, far] = [2 ** -84, 2 ** 64, 2 ** 126]

/**
 * A power of two, a scalar, with which leaves are multiplied before their squares are added up: 1, unless a square would
 * overflow or vanish.
 */
export const scaleOf = (leaves: readonly tf.Tensor[]): tf.Tensor =>
  tf.tidy(() => {
    // the maximum of nothing is not defined alike on all backends
    const filled = leaves.filter(({ size }) => size > 0)
    if (filled.length === 0) return tf.scalar(1)
    const most = filled.map((leaf) => tf.max(tf.abs(leaf))).reduce(tensors.max)
    const chosen = (condition: tf.Tensor, yes: number, no: tf.Tensor) =>
      tf.where(condition, tf.scalar(yes), no)
    const raised = chosen(tf.less(most, small), up, tf.scalar(1))
    return chosen(tf.greater(most, large), down, chosen(tf.less(most, tiny), far, raised))
  })
