import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import type { Cut } from './bases/Base.js'
import { type RmspropOptions, rmspropBase } from './bases/rmspropBase.js'
import { defineOptimizer } from './defineOptimizer.js'
import { type RmspropOptimizerOptions, rmspropOwn } from './rmsprop.js'

/** Options of {@link rmspropCM}. */
export interface RmspropCMOptions
  extends RmspropOptimizerOptions,
    RememberOptions,
    Pick<Cut, 'startup'>,
    Pick<RmspropOptions, 'b1'> {}

/**
 * rmsprop with critical momenta: aggr(m) = m + mean of the memory is taken in place of the momentum, for the second moment too.
 *
 * Options are those of rmsprop, of `remember` (capacity, policy, aggregator, key, read) and of the cut (startup). With capacity 0 or kappa 0 it is the same chain without the memory: its second moment is that of the momentum, not of the gradient.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { rmspropCM } from '@momenta/optimizers'
 *
 * rmspropCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const rmspropCM: Factory<RmspropCMOptions, Optimizer> = defineOptimizer(
  'rmspropCM',
  rmspropBase,
  { own: rmspropOwn, memory: { of: 'momenta', cuts: ['startup'] } },
)
