import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { sgdBase } from './bases/sgdBase.js'
import { defineOptimizer } from './defineOptimizer.js'
import { type SgdOptimizerOptions, sgdOwn } from './sgd.js'

/** Options of {@link sgdCM}. */
export interface SgdCMOptions extends SgdOptimizerOptions, RememberOptions {}

/**
 * sgd with critical momenta: aggr(m) = m + mean of the memory is taken in place of the momentum, for the second moment too.
 *
 * Options are those of sgd, of `remember` (capacity, policy, aggregator, key, read). With capacity 0 or kappa 0 it is sgd, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { sgdCM } from '@momenta/optimizers'
 *
 * sgdCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const sgdCM: Factory<SgdCMOptions, Optimizer> = defineOptimizer('sgdCM', sgdBase, {
  own: sgdOwn,
  memory: { of: 'momenta' },
})
