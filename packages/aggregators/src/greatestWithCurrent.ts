import { defineFactory, type Factory } from '@momenta/options'
import type { WeightedAggregator } from './Aggregator.js'
import { type KappaOptions, kappaOptions } from './options.js'
import { picked } from './picked.js'

/**
 * Speaks as the update plus the entry of greatest key: u' = u + e; of equal keys the first.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of the wrong type.
 *
 * Source: `max` of the ablations of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { greatestWithCurrent, weightsOf } from '@momenta/aggregators'
 *
 * weightsOf(greatestWithCurrent(), [9, 1, 4], 5) // => { current: 1, entries: [1, 0, 0] }
 */
export const greatestWithCurrent: Factory<KappaOptions, WeightedAggregator> = defineFactory(
  'greatestWithCurrent',
  kappaOptions,
  ({ kappa }) => picked(kappa, 1, (size) => size - 1),
)
