import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import type { AdamOptimizerOptions } from './adam.js'
import { adamBase } from './bases/adamBase.js'
import { defineOptimizer } from './defineOptimizer.js'

/** Options of {@link adamCG}. */
export interface AdamCGOptions extends AdamOptimizerOptions, RememberOptions {}

/**
 * adam with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of adam, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is adam, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { adamCG } from '@momenta/optimizers'
 *
 * adamCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adamCG: Factory<AdamCGOptions, Optimizer> = defineOptimizer('adamCG', adamBase, {
  memory: { of: 'gradients' },
})
