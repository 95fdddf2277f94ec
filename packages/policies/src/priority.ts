import { defineFactory, type Factory, number, type OptionsOf, ranges } from '@momenta/options'
import { checkOffer } from './checkOffer.js'
import type { Policy } from './Policy.js'

const options = {
  /**
   * λ, in [0, 1]: every key is multiplied by it after each offer, so that old entries are replaced.
   * Default 0.7.
   */
  decay: number(ranges.unit, 0.7),
}

/** Options of {@link priority}. */
export interface PriorityOptions extends OptionsOf<typeof options> {}

/**
 * Keeps the entries with the largest keys, where keys decay: the policy of the paper.
 *
 * A new entry is appended while the buffer is not full. Then it replaces the entry with the
 * smallest key (the first of equal keys) if its own key is larger. After the offer every key, its
 * own too, is multiplied by λ.
 *
 * @throws RangeError if the decay lies outside [0, 1].
 *
 * Source: McRae et al., arXiv 2106.10708; algorithm 1 of arXiv 2307.09638.
 *
 * @example
 * import { priority } from '@momenta/policies'
 *
 * const policy = priority({ decay: 0.5 })
 * policy([4, 1], 2, { capacity: 2, count: 2 }) // => { keys: [2, 1], slot: 1 }
 * policy([4, 2], 2, { capacity: 2, count: 3 }) // => { keys: [2, 1], slot: undefined }
 */
export const priority: Factory<PriorityOptions, Policy> = defineFactory(
  'priority',
  options,
  ({ decay }) => {
    return (keys, newcomer, context) => {
      checkOffer('priority', keys, newcomer, context)
      const { capacity } = context
      const size = keys.length
      let slot: number | undefined
      if (Number.isFinite(newcomer) && capacity > 0) {
        if (size < capacity) slot = size
        else {
          let minimum = 0
          for (let i = 1; i < size; i++)
            if ((keys[i] as number) < (keys[minimum] as number)) minimum = i
          if (newcomer > (keys[minimum] as number)) slot = minimum
        }
      }
      const next = keys.slice() as number[]
      if (slot !== undefined) next[slot] = newcomer
      for (let i = 0; i < next.length; i++) next[i] = (next[i] as number) * decay
      return { keys: next, slot }
    }
  },
)
