import { defineFactory, type Factory, type NoOptions } from '@momenta/options'
import { checkOffer } from './checkOffer.js'
import type { Policy } from './Policy.js'

/**
 * Keeps the newest entries: first in, first out. Its keys are the numbers of the offers.
 *
 * @throws TypeError if an option is given: there are none.
 *
 * @example
 * import { fifo } from '@momenta/policies'
 *
 * fifo()([5, 3, 4], 0.1, { capacity: 3, count: 6 }) // => { keys: [5, 6, 4], slot: 1 }
 */
export const fifo: Factory<NoOptions, Policy> = defineFactory(
  'fifo',
  {},
  () => (keys, newcomer, context) => {
    checkOffer('fifo', keys, newcomer, context)
    const { capacity, count } = context
    if (!Number.isFinite(newcomer) || capacity === 0) return { keys, slot: undefined }
    const size = keys.length
    let slot = size
    if (size >= capacity) {
      slot = 0
      for (let i = 1; i < size; i++) if ((keys[i] as number) < (keys[slot] as number)) slot = i
    }
    const next = keys.slice() as number[]
    next[slot] = count
    return { keys: next, slot }
  },
)
