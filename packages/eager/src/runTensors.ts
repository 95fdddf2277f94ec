import { type Arithmetic } from '@momenta/core'
import { type LeafInput, type LeafOutput, type LeafPart, runLeaf } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import { tensors } from './arithmetic/tensors.js'
import { broadcast } from './broadcast.js'

/** Constants and scalars are made once for each number in a run of bodies. */
const withScalars = (): Arithmetic<tf.Tensor> => {
  const made = new Map<number, tf.Tensor>()
  return {
    ...tensors,
    of: (n) => {
      // A Map takes -0 for 0, so -0 must neither be found there nor be put there.
      if (Object.is(n, -0)) return tensors.of(n)
      const known = made.get(n)
      if (known !== undefined) return known
      const scalar = tensors.of(n)
      made.set(n, scalar)
      return scalar
    },
  }
}

/**
 * Runs the bodies of consecutive parts on one leaf, in a scope of its own, so that temporaries die with it.
 *
 * The updates between two parts are temporaries too: of each part only the slots and the entry are answered, which is all that the driver reads.
 */
export const runTensors = (
  parts: readonly LeafPart<tf.Tensor>[],
  at: LeafInput<tf.Tensor>,
): LeafOutput<tf.Tensor> =>
  tf.tidy(() => {
    const { shape } = at.params
    // A body may answer a scalar where the result does not depend on the leaf.
    const full = (tensor: tf.Tensor) => broadcast(tensor, shape)
    const { updates, grads, outputs } = runLeaf(withScalars(), parts, at)
    const spread = outputs.map((out) => ({
      slots: Object.fromEntries(
        Object.entries(out.slots).map(([name, slot]) => [name, full(slot as tf.Tensor)]),
      ),
      ...(out.entry === undefined ? {} : { entry: full(out.entry) }),
    }))
    return {
      updates: full(updates),
      grads: full(grads),
      outputs: spread,
    } as never as tf.TensorContainer
  }) as never
