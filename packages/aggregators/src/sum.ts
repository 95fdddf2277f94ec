import { defineFactory, type Factory } from '@momenta/options'
import type { UniformAggregator } from './Aggregator.js'
import { type KappaOptions, kappaOptions } from './options.js'
import { uniform } from './uniform.js'

/**
 * Speaks as the sum of the entries, without the update: u' = Σ eᵢ.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { sum, weightsOf } from '@momenta/aggregators'
 *
 * weightsOf(sum(), [4, 2], 5) // => { current: 0, entries: 1 }
 */
export const sum: Factory<KappaOptions, UniformAggregator> = defineFactory(
  'sum',
  kappaOptions,
  ({ kappa }) => uniform(kappa, 'size', () => ({ current: 0, entries: 1 })),
)
