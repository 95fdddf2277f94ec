import type { PartState } from '@momenta/core'
import type { Layout } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { LeafBuffers } from './LeafBuffers.js'
import type { SteadyRows } from './SteadyRow.js'
import type { Twin } from './Twin.js'

/** The tensors of an iterate that a step returned, by leaf; no two leaves share one. */
interface Known {
  readonly layout: Layout
  readonly parts: readonly Pick<PartState<tf.Tensor>, 'slots' | 'buffers'>[]
  readonly params: readonly tf.Tensor[]
  readonly leaves: readonly LeafBuffers[]
  readonly rows: SteadyRows
  readonly twins: readonly Twin[]
}

/**
 * The tensors of iterates that a runner returned, by the slots of their first part. An entry is
 * valid while the dictionaries, which are frozen, and the parameters are those of that step; the
 * state is then not read again.
 */
export type BufferCache = WeakMap<object, Known>

/** Finds the tensors of an iterate by leaf, if a step returned it and it is unchanged. */
export const findBuffers = (
  cache: BufferCache,
  layout: Layout,
  parts: readonly PartState<tf.Tensor>[],
  params: readonly tf.Tensor[],
): Known | undefined => {
  const known = cache.get(parts[0]?.slots ?? cache)
  const holds =
    known?.layout === layout &&
    known.parts.length === parts.length &&
    known.parts.every(
      ({ slots, buffers }, i) => slots === parts[i]?.slots && buffers === parts[i]?.buffers,
    ) &&
    known.params.every((tensor, i) => tensor === params[i])
  return holds ? known : undefined
}

/** Caches the tensors of an iterate by leaf for the next step. */
export const keepBuffers = (cache: BufferCache, known: Known): void => {
  const [first] = known.parts
  if (first !== undefined) cache.set(first.slots, known)
}
