import { defineFactory, type Factory, number, type OptionsOf, ranges } from '@momenta/options'
import { checkOffer } from './checkOffer.js'
import type { Policy } from './Policy.js'

const options = {
  /**
   * In (0, 1]: every key is divided by it after each offer, so that old entries are replaced.
   * Default 1, no decay.
   */
  decay: number(ranges.divisor, 1),
}

/** Options of {@link smallest}. */
export interface SmallestOptions extends OptionsOf<typeof options> {}

/**
 * Keeps the entries with the smallest keys: the reverse of the paper's criterion, a control.
 *
 * A new entry is appended while the buffer is not full. Then it replaces the entry with the largest
 * key (the first of equal keys) if its own key is smaller. After the offer every key, its own too,
 * is divided by the decay.
 *
 * @throws RangeError if the decay lies outside (0, 1].
 *
 * Source: the ablation `bottom` of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { smallest } from '@momenta/policies'
 *
 * smallest()([4, 1], 2, { capacity: 2, count: 2 }) // => { keys: [2, 1], slot: 0 }
 */
export const smallest: Factory<SmallestOptions, Policy> = defineFactory(
  'smallest',
  options,
  ({ decay }) => {
    return (keys, newcomer, context) => {
      checkOffer('smallest', keys, newcomer, context)
      const { capacity } = context
      const size = keys.length
      let slot: number | undefined
      if (Number.isFinite(newcomer) && capacity > 0) {
        if (size < capacity) slot = size
        else {
          let maximum = 0
          for (let i = 1; i < size; i++)
            if ((keys[i] as number) > (keys[maximum] as number)) maximum = i
          if (newcomer < (keys[maximum] as number)) slot = maximum
        }
      }
      const next = keys.slice() as number[]
      if (slot !== undefined) next[slot] = newcomer
      // Finite, so that a key that grows without bound stays the largest.
      for (let i = 0; i < next.length; i++)
        next[i] = Math.min((next[i] as number) / decay, Number.MAX_VALUE)
      return { keys: next, slot }
    }
  },
)
