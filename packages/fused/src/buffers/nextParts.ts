import { dictionary, type Host, type PartState } from '@momenta/core'
import type { Layout } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { LeafBuffers, PartBuffers } from './LeafBuffers.js'

type ByLeaf<V> = { readonly [leaf: string]: V }

/** The old and new tensors of one part, by leaf in the order of the tree. */
interface PartChange {
  readonly names: readonly string[]
  readonly was: readonly PartBuffers[]
  readonly next: readonly PartBuffers[]
}

/**
 * A frozen dictionary by leaf, so that cached facts remain true; the old one if nothing changed.
 */
const byLeaf = <V>(
  before: ByLeaf<V> | undefined,
  { names, was, next }: PartChange,
  pick: (part: PartBuffers) => V,
): ByLeaf<V> => {
  const stays =
    before !== undefined && next.every((part, i) => pick(part) === pick(was[i] as PartBuffers))
  if (stays) return before
  return Object.freeze(
    dictionary(names.map((name, i) => [name, pick(next[i] as PartBuffers)] as const)),
  )
}

const nextSlots = (
  names: readonly string[],
  before: PartState<tf.Tensor>['slots'] | undefined,
  change: PartChange,
): PartState<tf.Tensor>['slots'] => {
  const slots = names.map((name, j) =>
    byLeaf(before?.[name], change, (part) => part.slots[j] as tf.Tensor),
  )
  if (before !== undefined && names.every((name, j) => slots[j] === before[name])) return before
  return Object.freeze(dictionary(names.map((name, j) => [name, slots[j] ?? {}])))
}

const changeOf = (
  { names, parts }: Layout,
  part: number,
  was: readonly LeafBuffers[],
  next: readonly LeafBuffers[],
): PartChange => {
  const indices = parts[part]?.indices.toSorted((a, b) => a - b) ?? []
  const of = (leaves: readonly LeafBuffers[]) =>
    indices.map((leaf) => leaves[leaf]?.[part] as PartBuffers)
  return { names: indices.map((leaf) => names[leaf] as string), was: of(was), next: of(next) }
}

/**
 * The parts of the next state.
 *
 * @param from - The parts of the old iterate.
 * @param reuses - Whether unchanged dictionaries are reused: those of an iterate that a step
 *   returned are frozen.
 */
export const nextParts = (
  layout: Layout,
  from: readonly PartState<tf.Tensor>[],
  hosts: readonly Host[],
  was: readonly LeafBuffers[],
  next: readonly LeafBuffers[],
  reuses: boolean,
): readonly PartState<tf.Tensor>[] => {
  for (const leaf of next)
    for (const part of leaf) if (part !== undefined) Object.freeze(part.entries)
  return from.map(({ hyper, slots, buffers }, part) => {
    const change = changeOf(layout, part, was, next)
    return {
      host: hosts[part] as Host,
      hyper,
      slots: nextSlots(Object.keys(slots), reuses ? slots : undefined, change),
      buffers: byLeaf(reuses ? buffers : undefined, change, ({ entries }) => entries),
    }
  })
}
