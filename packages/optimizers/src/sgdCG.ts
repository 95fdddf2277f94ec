import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { sgdBase } from './bases/sgdBase.js'
import { defineOptimizer } from './defineOptimizer.js'
import { type SgdOptimizerOptions, sgdOwn } from './sgd.js'

/** Options of {@link sgdCG}. */
export interface SgdCGOptions extends SgdOptimizerOptions, RememberOptions {}

/**
 * sgd with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of sgd, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is sgd, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { sgdCG } from '@momenta/optimizers'
 *
 * sgdCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const sgdCG: Factory<SgdCGOptions, Optimizer> = defineOptimizer('sgdCG', sgdBase, {
  own: sgdOwn,
  memory: { of: 'gradients' },
})
