import { defineFactory, type Factory } from '@momenta/options'
import type { WeightedAggregator } from './Aggregator.js'
import { type KappaOptions, kappaOptions } from './options.js'
import { picked } from './picked.js'

/**
 * Speaks as the entry of median key alone: u' = e; of equal keys the first. Of an even number of keys the lower of the two in the middle counts as the median.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of the wrong type.
 *
 * Source: `median` of the ablations of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { median, weightsOf } from '@momenta/aggregators'
 *
 * weightsOf(median(), [9, 1, 4], 5) // => { current: 0, entries: [0, 0, 1] }
 */
export const median: Factory<KappaOptions, WeightedAggregator> = defineFactory(
  'median',
  kappaOptions,
  ({ kappa }) => picked(kappa, 0, (size) => (size - 1) >> 1),
)
