import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import type { AdabeliefOptimizerOptions } from './adabelief.js'
import { adabeliefBase } from './bases/adabeliefBase.js'
import { defineOptimizer } from './defineOptimizer.js'

/** Options of {@link adabeliefCM}. */
export interface AdabeliefCMOptions extends AdabeliefOptimizerOptions, RememberOptions {}

/**
 * adabelief with critical momenta: aggr(m) = m + mean of the memory is taken in place of the momentum, for the second moment too.
 *
 * Options are those of adabelief, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is the same chain without the memory: its second moment is that of the momentum, not of the gradient.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { adabeliefCM } from '@momenta/optimizers'
 *
 * adabeliefCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adabeliefCM: Factory<AdabeliefCMOptions, Optimizer> = defineOptimizer(
  'adabeliefCM',
  adabeliefBase,
  { memory: { of: 'momenta' } },
)
