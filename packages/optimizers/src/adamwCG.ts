import type { Optimizer, RememberOptions } from '@momenta/core'
import { type AdamOptions, adamBase } from './bases/adamBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * adamw with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of adamw, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is adamw, bit for bit.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { adamwCG } from '@momenta/optimizers'
 *
 * adamwCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adamwCG = (options: AdamOptions & RememberOptions & CommonOptions = {}): Optimizer =>
  compose({
    weightDecay: 0.01,
    decoupled: true,
    ...options,
    base: adamBase(options),
    memory: { ...options, of: 'gradients' },
  })
