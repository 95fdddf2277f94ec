import {
  defineFactory,
  type Factory,
  mixBits,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { checkOffer } from './checkOffer.js'
import type { Policy } from './Policy.js'

const options = {
  /** An integer; the same seed makes the same decisions. Default 0. */
  seed: number(ranges.integer, 0),
}

/** Options of {@link random}. */
export interface RandomOptions extends OptionsOf<typeof options> {}

/**
 * Stores every update in the slot of an entry drawn at random: a control for ranking by keys.
 *
 * The slot is a pure function of the seed and the number of offers, so a run can be repeated and
 * resumed.
 *
 * @throws RangeError if the seed is not an integer.
 *
 * @example
 * import { random } from '@momenta/policies'
 *
 * const policy = random({ seed: 1 })
 * policy([3, 1], 2, { capacity: 3, count: 2 }).slot // => 2
 * const again = policy([3, 1, 2], 5, { capacity: 3, count: 3 })
 * policy([3, 1, 2], 5, { capacity: 3, count: 3 }).slot === again.slot // => true
 */
export const random: Factory<RandomOptions, Policy> = defineFactory(
  'random',
  options,
  ({ seed }) => {
    const salt = mixBits(seed ^ 0x9e3779b9)
    return (keys, newcomer, context) => {
      checkOffer('random', keys, newcomer, context)
      const { capacity, count } = context
      if (!Number.isFinite(newcomer) || capacity === 0) return { keys, slot: undefined }
      const size = keys.length
      const slot =
        size < capacity
          ? size
          : Math.floor(((mixBits(mixBits(count) ^ salt) >>> 0) / 2 ** 32) * size)
      const next = keys.slice() as number[]
      next[slot] = newcomer
      return { keys: next, slot }
    }
  },
)
