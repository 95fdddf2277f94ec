import type { Optimizer, RememberOptions } from '@momenta/core'
import { type AdabeliefOptions, adabeliefBase } from './bases/adabeliefBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * adabelief with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of adabelief, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is adabelief, bit for bit.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { adabeliefCG } from '@momenta/optimizers'
 *
 * adabeliefCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adabeliefCG = (
  options: AdabeliefOptions & RememberOptions & CommonOptions = {},
): Optimizer =>
  compose({
    ...options,
    base: adabeliefBase(options),
    memory: { ...options, of: 'gradients' },
  })
