import type { PartState } from '@momenta/core'
import type { Layout } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'

/** The tensors that one part holds for one leaf. */
export interface PartBuffers {
  /** In the order in which the part declares its slots. */
  readonly slots: readonly tf.Tensor[]
  /** The entries of the memory. */
  readonly entries: readonly tf.Tensor[]
}

/**
 * The tensors that the state holds for one leaf, by part; undefined for a part that does not act on
 * it.
 */
export type LeafBuffers = readonly (PartBuffers | undefined)[]

/** Reads a state leaf by leaf; lists of entries are copied. */
export const readBuffers = (
  { transform, names, parts }: Layout,
  state: readonly PartState<tf.Tensor>[],
): readonly LeafBuffers[] => {
  const leaves = names.map((): (PartBuffers | undefined)[] => transform.map(() => undefined))
  transform.forEach(({ slots: declared }, part) => {
    const { slots, buffers } = state[part] as PartState<tf.Tensor>
    const slotNames = Object.keys(declared)
    for (const leaf of parts[part]?.indices ?? []) {
      const name = names[leaf] as string
      const own = leaves[leaf] as (PartBuffers | undefined)[]
      own[part] = {
        slots: slotNames.map((slot) => slots[slot]?.[name] as tf.Tensor),
        entries: (buffers[name] as readonly tf.Tensor[]).slice(),
      }
    }
  })
  return leaves
}

/** Whether a leaf holds a tensor in a slot or entry. */
export const holds = (leaf: LeafBuffers, tensor: tf.Tensor): boolean => {
  for (const part of leaf)
    if (part !== undefined && (part.slots.includes(tensor) || part.entries.includes(tensor)))
      return true
  return false
}

/** The tensors that more than one leaf holds, or a leaf and the parameters of another. */
export const sharedTensors = (
  leaves: readonly LeafBuffers[],
  params: readonly tf.Tensor[],
): ReadonlySet<tf.Tensor> => {
  const owners = new Map<tf.Tensor, number>()
  const shared = new Set<tf.Tensor>()
  const add = (tensor: tf.Tensor, leaf: number) => {
    const owner = owners.get(tensor) ?? leaf
    owners.set(tensor, owner)
    if (owner !== leaf) shared.add(tensor)
  }
  leaves.forEach((parts, leaf) => {
    add(params[leaf] as tf.Tensor, leaf)
    for (const part of parts)
      if (part !== undefined)
        for (const tensor of [...part.slots, ...part.entries]) add(tensor, leaf)
  })
  return shared
}
