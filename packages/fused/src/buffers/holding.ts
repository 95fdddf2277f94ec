import { handle } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { StepBuffers } from './StepBuffers.js'

/**
 * Makes tensors those of a step, and of the next state: a tensor that is held already is copied by
 * reference, since one tensor in two places would be overwritten in both.
 *
 * @param held - Receives the tensors.
 */
export const holding =
  ({ made }: StepBuffers, held: Set<tf.Tensor>) =>
  (tensor: tf.Tensor): tf.Tensor => {
    const own = tf.keep(held.has(tensor) ? handle(tensor) : tensor)
    held.add(own)
    made.add(own)
    return own
  }
