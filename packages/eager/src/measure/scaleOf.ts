import * as tf from '@tensorflow/tfjs-core'
import { tensors } from '../arithmetic/tensors.js'

/**
 * Thresholds of the largest element and the factors of leaves. They are powers of two, which do not
 * round, so the norm has the same bits as an unscaled one wherever no square overflows or
 * underflows.
 */
const [large, small, tiny] = [2 ** 40, 2 ** -40, 2 ** -90]
const [down, up, far] = [2 ** -84, 2 ** 64, 2 ** 126]

/**
 * A power of two, as a scalar, by which leaves are multiplied before their squares are summed in
 * float32: 1 unless a square would overflow or underflow.
 */
export const scaleOf = (leaves: readonly tf.Tensor[]): tf.Tensor =>
  tf.tidy(() => {
    // The maximum of an empty tensor differs between backends.
    const filled = leaves.filter(({ size }) => size > 0)
    if (filled.length === 0) return tf.scalar(1)
    const most = filled.map((leaf) => tf.max(tf.abs(leaf))).reduce(tensors.max)
    const choose = (condition: tf.Tensor, yes: number, no: tf.Tensor) =>
      tf.where(condition, tf.scalar(yes), no)
    const raised = choose(tf.less(most, small), up, tf.scalar(1))
    return choose(tf.greater(most, large), down, choose(tf.less(most, tiny), far, raised))
  })
