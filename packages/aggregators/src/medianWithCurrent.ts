import { defineFactory, type Factory } from '@momenta/options'
import type { WeightedAggregator } from './Aggregator.js'
import { type KappaOptions, kappaOptions } from './options.js'
import { picked } from './picked.js'

/**
 * Speaks as the update plus the entry of median key: u' = u + e; of equal keys the first. Of an even number of keys the lower of the two in the middle counts as the median.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of the wrong type.
 *
 * Source: `median` of the ablations of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { medianWithCurrent, weightsOf } from '@momenta/aggregators'
 *
 * weightsOf(medianWithCurrent(), [9, 1, 4], 5) // => { current: 1, entries: [0, 0, 1] }
 */
export const medianWithCurrent: Factory<KappaOptions, WeightedAggregator> = defineFactory(
  'medianWithCurrent',
  kappaOptions,
  ({ kappa }) => picked(kappa, 1, (size) => (size - 1) >> 1),
)
