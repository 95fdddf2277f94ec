import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import type { AmsgradOptimizerOptions } from './amsgrad.js'
import { amsgradBase } from './bases/amsgradBase.js'
import { defineOptimizer } from './defineOptimizer.js'

/** Options of {@link amsgradCG}. */
export interface AmsgradCGOptions extends AmsgradOptimizerOptions, RememberOptions {}

/**
 * amsgrad with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of amsgrad, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is amsgrad, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { amsgradCG } from '@momenta/optimizers'
 *
 * amsgradCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const amsgradCG: Factory<AmsgradCGOptions, Optimizer> = defineOptimizer(
  'amsgradCG',
  amsgradBase,
  { memory: { of: 'gradients' } },
)
