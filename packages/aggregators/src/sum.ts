import type { KappaOptions, UniformAggregator } from './Aggregator.js'
import { uniform } from './uniform.js'

/**
 * Speaks as the sum of the entries, without the update: u' = Σ eᵢ.
 *
 * @throws RangeError if kappa is negative or not finite.
 *
 * @example
 * import { sum, weightsOf } from '@momenta/aggregators'
 *
 * weightsOf(sum(), [4, 2], 5) // => { current: 0, entries: 1 }
 */
export const sum = ({ kappa = 1 }: KappaOptions = {}): UniformAggregator =>
  uniform('sum', kappa, 'size', () => ({ current: 0, entries: 1 }))
