import { show } from '@momenta/core'
import type { Flat } from '@momenta/tree'
import type * as tf from '@tensorflow/tfjs-core'

/**
 * Checks that no parameter is disposed and that no two are the same tensor, which a step would turn
 * into two different ones.
 */
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
        `${who}: parameters ${show(other)} and ${show(name)} must be two tensors, got one; to share it, pass it once, else tf.clone(x) as ${show(name)}`,
      )
    first.set(leaf, name)
  }
}
