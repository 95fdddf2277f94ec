import type { Optimizer, RememberOptions } from '@momenta/core'
import { type RmspropOptions, rmspropBase } from './bases/rmspropBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * rmsprop with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of rmsprop, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is rmsprop, bit for bit.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { rmspropCG } from '@momenta/optimizers'
 *
 * rmspropCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const rmspropCG = (
  options: RmspropOptions & RememberOptions & CommonOptions = {},
): Optimizer =>
  compose({
    learningRate: 0.01,
    ...options,
    base: rmspropBase(options),
    memory: { ...options, of: 'gradients' },
  })
