import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { lionBase } from './bases/lionBase.js'
import { defineOptimizer } from './defineOptimizer.js'
import { type LionOptimizerOptions, lionOwn } from './lion.js'

/** Options of {@link lionCM}. */
export interface LionCMOptions extends LionOptimizerOptions, RememberOptions {}

/**
 * lion with critical momenta: aggr(m) = m + mean of the memory is taken in place of the momentum, for the second moment too.
 *
 * Options are those of lion, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is lion, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { lionCM } from '@momenta/optimizers'
 *
 * lionCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const lionCM: Factory<LionCMOptions, Optimizer> = defineOptimizer('lionCM', lionBase, {
  own: lionOwn,
  memory: { of: 'momenta' },
})
