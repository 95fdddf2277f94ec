import { defineFactory, type Factory } from '@momenta/options'
import type { WeightedAggregator } from './Aggregator.js'
import { type KappaOptions, kappaOptions } from './options.js'
import { picked } from './picked.js'

/**
 * Speaks as the entry of least key alone: u' = e; of equal keys the first.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of the wrong type.
 *
 * Source: `min` of the ablations of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { least, weightsOf } from '@momenta/aggregators'
 *
 * weightsOf(least(), [9, 1, 4], 5) // => { current: 0, entries: [0, 1, 0] }
 */
export const least: Factory<KappaOptions, WeightedAggregator> = defineFactory(
  'least',
  kappaOptions,
  ({ kappa }) => picked(kappa, 0, () => 0),
)
