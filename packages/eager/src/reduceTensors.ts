import type { Description } from '@momenta/core'
import { type PartReduction, type ReducedLeaf, reduceLeaf } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import { withScalars } from './arithmetic/withScalars.js'
import { broadcast } from './broadcast.js'
import { handle } from './handle.js'

/**
 * Computes the expressions that one part reduces on one leaf, in a scope of its own: one tensor for
 * each output, which belongs to the caller, broadcast to the leaf.
 */
export const reduceTensors = (
  description: Description,
  wanted: PartReduction,
  input: ReducedLeaf<tf.Tensor>,
): readonly tf.Tensor[] =>
  tf.tidy(() =>
    reduceLeaf(withScalars(), description, wanted, input).map((value) =>
      handle(broadcast(value, input.params.shape)),
    ),
  )
