import { defineFactory, type Factory } from '@momenta/options'
import type { UniformAggregator } from './Aggregator.js'
import { type AggregatorOptions, divisorOptions } from './options.js'
import { uniform } from './uniform.js'

/**
 * The current update plus the mean of the entries: u' = u + (1/n) Σ eᵢ. The paper's choice.
 *
 * n is the number of entries, or the capacity with `divisor: 'capacity'`.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of
 * the wrong type.
 *
 * Source: equation (6) of arXiv 2307.09638; `sum` of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { currentPlusMean } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(currentPlusMean(), [4, 2], 5) // => { current: 1, entries: 0.5 }
 */
export const currentPlusMean: Factory<AggregatorOptions, UniformAggregator> = defineFactory(
  'currentPlusMean',
  divisorOptions,
  ({ kappa, divisor }) => uniform(kappa, divisor, (n) => ({ current: 1, entries: 1 / n })),
)
