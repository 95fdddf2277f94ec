import { defineFactory, type Factory } from '@momenta/options'
import type { WeightedAggregator } from './Aggregator.js'
import { type KappaOptions, kappaOptions } from './options.js'
import { picked } from './picked.js'

/**
 * Speaks as the entry of greatest key alone: u' = e; of equal keys the first.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of the wrong type.
 *
 * Source: `max` of the ablations of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { greatest, weightsOf } from '@momenta/aggregators'
 *
 * weightsOf(greatest(), [9, 1, 4], 5) // => { current: 0, entries: [1, 0, 0] }
 */
export const greatest: Factory<KappaOptions, WeightedAggregator> = defineFactory(
  'greatest',
  kappaOptions,
  ({ kappa }) => picked(kappa, 0, (size) => size - 1),
)
