import type { AggregatorOptions, UniformAggregator } from './Aggregator.js'
import { uniform } from './uniform.js'

/**
 * Speaks as half the update and half the mean of the entries: u' = ½ (u + (1/n) Σ eᵢ).
 *
 * n is the number of entries, or the capacity with `divisor: 'capacity'`.
 *
 * @throws RangeError if kappa is negative or not finite.
 *
 * Source: `mid` of McRae et al., arXiv 2106.10708.
 *
 * @example
 * import { mid, weightsOf } from '@momenta/aggregators'
 *
 * weightsOf(mid(), [4, 2], 5) // => { current: 0.5, entries: 0.25 }
 */
export const mid = ({ kappa = 1, divisor = 'size' }: AggregatorOptions = {}): UniformAggregator =>
  uniform('mid', kappa, divisor, (n) => ({ current: 0.5, entries: 0.5 / n }))
