import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import type { AdabeliefOptimizerOptions } from './adabelief.js'
import { adabeliefBase } from './bases/adabeliefBase.js'
import { defineOptimizer } from './defineOptimizer.js'

/** Options of {@link adabeliefCG}. */
export interface AdabeliefCGOptions extends AdabeliefOptimizerOptions, RememberOptions {}

/**
 * adabelief with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of adabelief, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is adabelief, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { adabeliefCG } from '@momenta/optimizers'
 *
 * adabeliefCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adabeliefCG: Factory<AdabeliefCGOptions, Optimizer> = defineOptimizer(
  'adabeliefCG',
  adabeliefBase,
  { memory: { of: 'gradients' } },
)
