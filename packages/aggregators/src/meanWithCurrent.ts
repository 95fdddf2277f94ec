import { defineFactory, type Factory } from '@momenta/options'
import type { UniformAggregator } from './Aggregator.js'
import { type AggregatorOptions, divisorOptions } from './options.js'
import { uniform } from './uniform.js'

/**
 * The mean of the current update and the entries: u' = (u + Σ eᵢ)/(n + 1).
 *
 * n is the number of entries, or the capacity with `divisor: 'capacity'`.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of
 * the wrong type.
 *
 * Source: `mean` of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { meanWithCurrent } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(meanWithCurrent(), [4, 2], 5) // => { current: 0.3333333333, entries: 0.3333333333 }
 */
export const meanWithCurrent: Factory<AggregatorOptions, UniformAggregator> = defineFactory(
  'meanWithCurrent',
  divisorOptions,
  ({ kappa, divisor }) =>
    uniform(kappa, divisor, (n) => ({ current: 1 / (n + 1), entries: 1 / (n + 1) })),
)
