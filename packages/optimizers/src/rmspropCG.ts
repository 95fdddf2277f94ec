import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { rmspropBase } from './bases/rmspropBase.js'
import { defineOptimizer } from './defineOptimizer.js'
import { type RmspropOptimizerOptions, rmspropOwn } from './rmsprop.js'

/** Options of {@link rmspropCG}. */
export interface RmspropCGOptions extends RmspropOptimizerOptions, RememberOptions {}

/**
 * rmsprop with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of rmsprop, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is rmsprop, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { rmspropCG } from '@momenta/optimizers'
 *
 * rmspropCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const rmspropCG: Factory<RmspropCGOptions, Optimizer> = defineOptimizer(
  'rmspropCG',
  rmspropBase,
  { own: rmspropOwn, without: ['b1'], memory: { of: 'gradients' } },
)
