import type { Policy } from '@momenta/policies'
import { nextCount } from '../nextCount.js'
import { checkDecision } from './checkDecision.js'
import type { Memory } from './Memory.js'

/** What a memory does with an offer: nothing, append it, or replace an entry by it. */
export type Store = 'drop' | 'append' | 'replace' | 'resum'

/** The memory after an offer, the action and its slot. */
export interface Offered {
  readonly memory: Memory
  readonly store: Store
  readonly slot: number | undefined
}

/** Whether the entry in a slot was offered with the strictly largest key; NaN counts as largest. */
const wasLargest = (offered: readonly number[], slot: number): boolean => {
  const gone = offered[slot] as number
  for (let i = 0; i < offered.length; i++)
    if (i !== slot && gone <= (offered[i] as number)) return false
  return true
}

/**
 * Offers a value with its key to a memory.
 *
 * A running sum with additions and subtractions keeps the rounding errors of the largest entry that
 * it ever contained. It is therefore recomputed (`resum`) every `capacity` replacements, and
 * whenever the replaced entry was offered with the largest key.
 */
export const offer = (policy: Policy, capacity: number, memory: Memory, key: number): Offered => {
  const { count, keys, offered, stale } = memory
  const next = nextCount('remember', count)
  const decision = policy(keys, key, { capacity, count })
  checkDecision(decision, keys.length, capacity)
  const { slot } = decision
  if (slot === undefined)
    return {
      memory: { count: next, keys: decision.keys, offered, stale },
      store: 'drop',
      slot,
    }
  const appends = slot === keys.length
  const resums = !appends && (stale + 1 >= capacity || wasLargest(offered, slot))
  const keysOffered = offered.slice()
  keysOffered[slot] = key
  return {
    memory: {
      count: next,
      keys: decision.keys,
      offered: keysOffered,
      stale: appends ? stale : resums ? 0 : stale + 1,
    },
    store: appends ? 'append' : resums ? 'resum' : 'replace',
    slot,
  }
}
