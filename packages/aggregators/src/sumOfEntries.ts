import { defineFactory, type Factory } from '@momenta/options'
import type { UniformAggregator } from './Aggregator.js'
import { type KappaOptions, kappaOptions } from './options.js'
import { uniform } from './uniform.js'

/**
 * The sum of the entries: u' = Σ eᵢ.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of
 * the wrong type.
 *
 * @example
 * import { sumOfEntries } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(sumOfEntries(), [4, 2], 5) // => { current: 0, entries: 1 }
 */
export const sumOfEntries: Factory<KappaOptions, UniformAggregator> = defineFactory(
  'sumOfEntries',
  kappaOptions,
  ({ kappa }) => uniform(kappa, 'size', () => ({ current: 0, entries: 1 })),
)
