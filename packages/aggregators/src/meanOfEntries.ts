import { defineFactory, type Factory } from '@momenta/options'
import type { UniformAggregator } from './Aggregator.js'
import { type AggregatorOptions, divisorOptions } from './options.js'
import { uniform } from './uniform.js'

/**
 * The mean of the entries: u' = (1/n) Σ eᵢ.
 *
 * n is the number of entries, or the capacity with `divisor: 'capacity'`.
 *
 * @throws RangeError if kappa is negative or not finite, TypeError if an option is unknown or of
 * the wrong type.
 *
 * Source: the step of RMSprop_C in the authors' code of arXiv 2307.09638.
 *
 * @example
 * import { meanOfEntries } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(meanOfEntries(), [4, 2], 5) // => { current: 0, entries: 0.5 }
 */
export const meanOfEntries: Factory<AggregatorOptions, UniformAggregator> = defineFactory(
  'meanOfEntries',
  divisorOptions,
  ({ kappa, divisor }) => uniform(kappa, divisor, (n) => ({ current: 0, entries: 1 / n })),
)
