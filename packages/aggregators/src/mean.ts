import { defineFactory, type Factory } from '@momenta/options'
import type { UniformAggregator } from './Aggregator.js'
import { type AggregatorOptions, divisorOptions } from './options.js'
import { uniform } from './uniform.js'

/**
 * Speaks as the mean of the entries, without the update: u' = (1/n) Σ eᵢ.
 *
 * n is the number of entries, or the capacity with `divisor: 'capacity'`.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of the wrong type.
 *
 * Source: McRae et al., arXiv 2106.10708; what RMSprop_C of the authors' code steps with.
 *
 * @example
 * import { mean, weightsOf } from '@momenta/aggregators'
 *
 * weightsOf(mean(), [4, 2], 5) // => { current: 0, entries: 0.5 }
 */
export const mean: Factory<AggregatorOptions, UniformAggregator> = defineFactory(
  'mean',
  divisorOptions,
  ({ kappa, divisor }) => uniform(kappa, divisor, (n) => ({ current: 0, entries: 1 / n })),
)
