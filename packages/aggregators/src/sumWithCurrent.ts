import type { AggregatorOptions, UniformAggregator } from './Aggregator.js'
import { uniform } from './uniform.js'

/**
 * Speaks as the update plus the mean of the entries: u' = u + (1/n) Σ eᵢ. The paper's choice.
 *
 * n is the number of entries, or the capacity with `divisor: 'capacity'`.
 *
 * @throws RangeError if kappa is negative or not finite.
 *
 * Source: equation (6) of arXiv 2307.09638; `sum` of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { sumWithCurrent, weightsOf } from '@momenta/aggregators'
 *
 * weightsOf(sumWithCurrent(), [4, 2], 5) // => { current: 1, entries: 0.5 }
 */
export const sumWithCurrent = ({
  kappa = 1,
  divisor = 'size',
}: AggregatorOptions = {}): UniformAggregator =>
  uniform('sumWithCurrent', kappa, divisor, (n) => ({ current: 1, entries: 1 / n }))
