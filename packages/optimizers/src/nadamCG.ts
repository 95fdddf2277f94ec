import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { nadamBase } from './bases/nadamBase.js'
import { defineOptimizer } from './defineOptimizer.js'
import type { NadamOptimizerOptions } from './nadam.js'

/** Options of {@link nadamCG}. */
export interface NadamCGOptions extends NadamOptimizerOptions, RememberOptions {}

/**
 * nadam with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of nadam, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is nadam, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { nadamCG } from '@momenta/optimizers'
 *
 * nadamCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const nadamCG: Factory<NadamCGOptions, Optimizer> = defineOptimizer('nadamCG', nadamBase, {
  memory: { of: 'gradients' },
})
