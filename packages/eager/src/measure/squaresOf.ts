import * as tf from '@tensorflow/tfjs-core'
import { scaleOf } from './scaleOf.js'
import { sumOfLeaf } from './sumOfLeaf.js'

/**
 * The sums of squares of leaves, each multiplied by its scale, followed by the scales: one tensor,
 * so that one readback suffices.
 */
export const squaresOf = (leaves: readonly tf.Tensor[]): tf.Tensor =>
  tf.tidy(() => {
    const scales = leaves.map((leaf) => scaleOf([leaf]))
    const sums = leaves.map((leaf, i) => sumOfLeaf(tf.square(tf.mul(leaf, scales[i] as tf.Tensor))))
    return tf.stack([...sums, ...scales])
  })
