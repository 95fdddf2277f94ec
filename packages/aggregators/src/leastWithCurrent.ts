import { defineFactory, type Factory } from '@momenta/options'
import type { WeightedAggregator } from './Aggregator.js'
import { type KappaOptions, kappaOptions } from './options.js'
import { picked } from './picked.js'

/**
 * Speaks as the update plus the entry of least key: u' = u + e; of equal keys the first.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of the wrong type.
 *
 * Source: `min` of the ablations of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { leastWithCurrent, weightsOf } from '@momenta/aggregators'
 *
 * weightsOf(leastWithCurrent(), [9, 1, 4], 5) // => { current: 1, entries: [0, 1, 0] }
 */
export const leastWithCurrent: Factory<KappaOptions, WeightedAggregator> = defineFactory(
  'leastWithCurrent',
  kappaOptions,
  ({ kappa }) => picked(kappa, 1, () => 0),
)
