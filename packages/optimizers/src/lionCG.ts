import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { lionBase } from './bases/lionBase.js'
import { defineOptimizer } from './defineOptimizer.js'
import { type LionOptimizerOptions, lionOwn } from './lion.js'

/** Options of {@link lionCG}. */
export interface LionCGOptions extends LionOptimizerOptions, RememberOptions {}

/**
 * lion with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of lion, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is lion, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { lionCG } from '@momenta/optimizers'
 *
 * lionCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const lionCG: Factory<LionCGOptions, Optimizer> = defineOptimizer('lionCG', lionBase, {
  own: lionOwn,
  memory: { of: 'gradients' },
})
