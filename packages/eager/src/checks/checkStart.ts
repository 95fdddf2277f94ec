import { show } from '@momenta/core'
import type { Flat } from '@momenta/tree'
import type * as tf from '@tensorflow/tfjs-core'

/** The parameters of a run must be there, and each a tensor of its own: two names of one tensor would go two ways after a step. */
export const checkStart = (who: string, { leaves, names }: Flat<tf.Tensor>): void => {
  const first = new Map<tf.Tensor, string>()
  for (const [i, leaf] of leaves.entries()) {
    const name = names[i] as string
    if (leaf.isDisposed)
      throw new TypeError(
        `${who}: parameter ${show(name)} must be a tensor with data, got one that was disposed`,
      )
    const other = first.get(leaf)
    if (other !== undefined)
      throw new TypeError(
        `${who}: parameters ${show(other)} and ${show(name)} must be two tensors, got one; to tie them pass it once and use it twice in the loss, else give ${show(name)} a copy, tf.clone(x)`,
      )
    first.set(leaf, name)
  }
}
