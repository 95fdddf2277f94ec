import { defineFactory, type Factory, number, type OptionsOf, ranges } from '@momenta/options'
import type { Policy } from './Policy.js'

const options = {
  /** In (0, 1]: every key is divided by it after each offer, so that old entries give way. Default 1, no decay. */
  decay: number(ranges.divisor, 1),
}

/** Options of {@link smallest}. */
export interface SmallestOptions extends OptionsOf<typeof options> {}

/**
 * Keeps the entries of smallest key: the control that turns the paper's criterion around.
 *
 * While there is room a newcomer is appended. Then it takes the slot of the first greatest key, if its own key is smaller. After the offer every key, its own
 * too, is divided by the decay.
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
    return (keys, newcomer, { capacity }) => {
      const size = keys.length
      let slot: number | undefined
      if (Number.isFinite(newcomer) && capacity > 0) {
        if (size < capacity) slot = size
        else {
          let greatest = 0
          for (let i = 1; i < size; i++)
            if ((keys[i] as number) > (keys[greatest] as number)) greatest = i
          if (newcomer < (keys[greatest] as number)) slot = greatest
        }
      }
      const next = keys.slice() as number[]
      if (slot !== undefined) next[slot] = newcomer
      // Kept finite, so that a key that grows for ever stays the first to go.
      for (let i = 0; i < next.length; i++)
        next[i] = Math.min((next[i] as number) / decay, Number.MAX_VALUE)
      return { keys: next, slot }
    }
  },
)
