import type { Optimizer, RememberOptions } from '@momenta/core'
import { type LionOptions, lionBase } from './bases/lionBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * lion with critical gradients: aggr(g) = g + mean of the memory is taken in place of the gradient.
 *
 * Options are those of lion, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is lion, bit for bit.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { lionCG } from '@momenta/optimizers'
 *
 * lionCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const lionCG = (options: LionOptions & RememberOptions & CommonOptions = {}): Optimizer =>
  compose({
    learningRate: 1e-4,
    decoupled: true,
    ...options,
    base: lionBase(options),
    memory: { ...options, of: 'gradients' },
  })
