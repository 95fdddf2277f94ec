import { dictionary, type Host, type PartState } from '@momenta/core'
import type { Layout } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { LeafBuffers, PartBuffers } from './LeafBuffers.js'

type ByLeaf<V> = { readonly [leaf: string]: V }

/** What the leaves of one part held and hold. */
interface Change {
  readonly layout: Layout
  readonly part: number
  readonly was: readonly LeafBuffers[]
  readonly next: readonly LeafBuffers[]
}

const hasChanged = <V>(
  { layout, part, was, next }: Change,
  pick: (part: PartBuffers) => V,
): boolean => {
  for (const leaf of layout.parts[part]?.indices ?? [])
    if (
      was[leaf] !== next[leaf] &&
      pick(was[leaf]?.[part] as PartBuffers) !== pick(next[leaf]?.[part] as PartBuffers)
    )
      return true
  return false
}

/**
 * A dictionary by leaf in the order of the tree, frozen, so that what is known of it remains true.
 */
const byLeaf = <V>({ layout, part, next }: Change, pick: (part: PartBuffers) => V): ByLeaf<V> => {
  const made = dictionary<V>()
  for (const leaf of layout.parts[part]?.inTreeOrder ?? [])
    made[layout.names[leaf] as string] = pick(next[leaf]?.[part] as PartBuffers)
  return Object.freeze(made)
}

/** The dictionary before, if it is known and nothing changed, else a new one. */
const nextByLeaf = <V>(
  before: ByLeaf<V> | undefined,
  change: Change,
  pick: (part: PartBuffers) => V,
): ByLeaf<V> => (before !== undefined && !hasChanged(change, pick) ? before : byLeaf(change, pick))

const nextSlots = (
  names: readonly string[],
  before: PartState<tf.Tensor>['slots'] | undefined,
  change: Change,
): PartState<tf.Tensor>['slots'] => {
  const slots = names.map((name, j) =>
    nextByLeaf(before?.[name], change, (part) => part.slots[j] as tf.Tensor),
  )
  if (before !== undefined && names.every((name, j) => slots[j] === before[name])) return before
  return Object.freeze(dictionary(names.map((name, j) => [name, slots[j] ?? {}])))
}

/**
 * The parts of the next state.
 *
 * @param from - The parts of the iterate that the step started from.
 * @param reuses - Whether a dictionary in which nothing changed is used again: those of an iterate
 *   that a step returned are frozen.
 */
export const nextParts = (
  layout: Layout,
  from: readonly PartState<tf.Tensor>[],
  hosts: readonly Host[],
  was: readonly LeafBuffers[],
  next: readonly LeafBuffers[],
  reuses: boolean,
): readonly PartState<tf.Tensor>[] => {
  // nothing moved
  if (reuses && next.every((leaf, i) => leaf === was[i]))
    return from.map((state, part) => ({ ...state, host: hosts[part] as Host }))
  next.forEach((leaf, i) => {
    for (let p = 0; p < leaf.length; p++) {
      const entries = leaf[p]?.entries
      if (!reuses || entries !== was[i]?.[p]?.entries) Object.freeze(entries)
    }
  })
  return from.map(({ hyper, slots, buffers }, part) => {
    const change = { layout, part, was, next }
    return {
      host: hosts[part] as Host,
      hyper,
      slots: nextSlots(Object.keys(slots), reuses ? slots : undefined, change),
      buffers: nextByLeaf(reuses ? buffers : undefined, change, ({ entries }) => entries),
    }
  })
}
