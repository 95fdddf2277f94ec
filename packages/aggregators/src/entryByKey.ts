import { defineFactory, type Factory } from '@momenta/options'
import type { WeightedAggregator } from './Aggregator.js'
import { type KappaOptions, kappaOptions } from './options.js'

type EntryByKey = Factory<KappaOptions, WeightedAggregator>

/**
 * Gives one entry the weight 1 and the others 0.
 *
 * @param current - The weight of the current update.
 * @param rank - The rank of the entry among `size` keys in ascending order, from 0. Of equal keys
 *   the first counts.
 */
const define = (name: string, current: 0 | 1, rank: (size: number) => number): EntryByKey =>
  defineFactory(name, kappaOptions, ({ kappa }) => ({
    kind: 'weighted',
    kappa,
    weigh: (keys) => {
      const ascending = keys.slice().sort((a, b) => a - b)
      const chosen = keys.indexOf(ascending[rank(keys.length)] as number)
      return { current, entries: keys.map((_, i) => (i === chosen ? 1 : 0)) }
    },
  }))

const first = () => 0
const last = (size: number) => size - 1
const middle = (size: number) => (size - 1) >> 1

/**
 * The entry of minimum key: u' = e. Of equal keys, the first counts.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of
 * the wrong type.
 *
 * @example
 * import { minimumEntry } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(minimumEntry(), [9, 1, 4], 5) // => { current: 0, entries: [0, 1, 0] }
 */
export const minimumEntry: EntryByKey = define('minimumEntry', 0, first)

/**
 * The current update plus the entry of minimum key: u' = u + e. Of equal keys, the first counts.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of
 * the wrong type.
 *
 * Source: `min` of the ablations of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { currentPlusMinimum } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(currentPlusMinimum(), [9, 1, 4], 5) // => { current: 1, entries: [0, 1, 0] }
 */
export const currentPlusMinimum: EntryByKey = define('currentPlusMinimum', 1, first)

/**
 * The entry of maximum key: u' = e. Of equal keys, the first counts.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of
 * the wrong type.
 *
 * @example
 * import { maximumEntry } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(maximumEntry(), [9, 1, 4], 5) // => { current: 0, entries: [1, 0, 0] }
 */
export const maximumEntry: EntryByKey = define('maximumEntry', 0, last)

/**
 * The current update plus the entry of maximum key: u' = u + e. Of equal keys, the first counts.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of
 * the wrong type.
 *
 * Source: `max` of the ablations of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { currentPlusMaximum } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(currentPlusMaximum(), [9, 1, 4], 5) // => { current: 1, entries: [1, 0, 0] }
 */
export const currentPlusMaximum: EntryByKey = define('currentPlusMaximum', 1, last)

/**
 * The entry of median key: u' = e. Of equal keys, the first counts. Of an even number of keys, the
 * lower of the two in the middle counts.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * @example
 * import { medianEntry } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(medianEntry(), [9, 1, 4], 5) // => { current: 0, entries: [0, 0, 1] }
 */
export const medianEntry: EntryByKey = define('medianEntry', 0, middle)

/**
 * The current update plus the entry of median key: u' = u + e. Of equal keys, the first counts. Of
 * an even number of keys, the lower of the two in the middle counts.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: `median` of the ablations of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { currentPlusMedian } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(currentPlusMedian(), [9, 1, 4], 5) // => { current: 1, entries: [0, 0, 1] }
 */
export const currentPlusMedian: EntryByKey = define('currentPlusMedian', 1, middle)
