import { defineFactory, type Factory } from '@momenta/options'
import type { UniformAggregator } from './Aggregator.js'
import { type AggregatorOptions, divisorOptions } from './options.js'
import { uniform } from './uniform.js'

/**
 * The midpoint of the current update and the mean of the entries: u' = ½ (u + (1/n) Σ eᵢ).
 *
 * n is the number of entries, or the capacity with `divisor: 'capacity'`.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of
 * the wrong type.
 *
 * Source: `mid` of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { midpoint } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(midpoint(), [4, 2], 5) // => { current: 0.5, entries: 0.25 }
 */
export const midpoint: Factory<AggregatorOptions, UniformAggregator> = defineFactory(
  'midpoint',
  divisorOptions,
  ({ kappa, divisor }) => uniform(kappa, divisor, (n) => ({ current: 0.5, entries: 0.5 / n })),
)
