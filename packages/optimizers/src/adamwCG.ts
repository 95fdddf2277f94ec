import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { type AdamwOptimizerOptions, adamwOwn } from './adamw.js'
import { adamBase } from './bases/adamBase.js'
import { defineOptimizer } from './defineOptimizer.js'

/** Options of {@link adamwCG}. */
export interface AdamwCGOptions extends AdamwOptimizerOptions, RememberOptions {}

/**
 * adamw with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of adamw, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is adamw, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { adamwCG } from '@momenta/optimizers'
 *
 * adamwCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adamwCG: Factory<AdamwCGOptions, Optimizer> = defineOptimizer('adamwCG', adamBase, {
  own: adamwOwn,
  memory: { of: 'gradients' },
})
