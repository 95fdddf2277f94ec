import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Cut } from './bases/Base.js'
import { type LionOptions, lionBase } from './bases/lionBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * lion with critical momenta: aggr(m) = m + mean of the memory is taken in place of the momentum, for the second moment too.
 *
 * Options are those of lion, of `remember` (capacity, policy, aggregator, key, read) and of the cut (nu, startup). With capacity 0 or kappa 0 it is lion, bit for bit.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { lionCM } from '@momenta/optimizers'
 *
 * lionCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const lionCM = (
  options: LionOptions & RememberOptions & Cut & CommonOptions = {},
): Optimizer =>
  compose({
    learningRate: 1e-4,
    decoupled: true,
    ...options,
    base: lionBase(options),
    memory: { ...options, of: 'momenta' },
  })
