import * as tf from '@tensorflow/tfjs-core'
import { sumOfLeaf } from './sumOfLeaf.js'

/** The sums of squares of leaves in one tensor, so that reading them back is one readback. */
export const squaresOf = (leaves: readonly tf.Tensor[]): tf.Tensor =>
  tf.tidy(() => tf.stack(leaves.map((leaf) => sumOfLeaf(tf.square(leaf)))))
