import * as tf from '@tensorflow/tfjs-core'
import { flattenOutputs } from './checks/flattenOutputs.js'
import { handle } from './handle.js'

/** Holds the auxiliary outputs of a forward pass, whose scope would free them. */
export const holdOutputs = () => {
  const held: tf.Tensor[] = []
  let rebuild: ((leaves: readonly tf.Tensor[]) => unknown) | undefined
  return {
    /** Inside the forward pass: keeps a second tensor on the data of each. */
    hold: (tree: unknown): void => {
      if (tree === undefined) return
      const flat = flattenOutputs('oracleOf', tree)
      for (const leaf of flat.leaves) held.push(tf.keep(handle(leaf)))
      rebuild = flat.rebuild
    },
    /** The outputs as a field of an evaluation, as tensors of the scope that calls this. */
    release: (): { readonly aux?: unknown } =>
      rebuild === undefined ? {} : { aux: rebuild(held.map(handle)) },
    /** Frees what is held. */
    free: (): void => tf.dispose(held),
  }
}
