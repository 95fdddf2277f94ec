import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import type { AmsgradOptimizerOptions } from './amsgrad.js'
import { amsgradBase } from './bases/amsgradBase.js'
import type { Cut } from './bases/Base.js'
import { defineOptimizer } from './defineOptimizer.js'

/** Options of {@link amsgradCM}. */
export interface AmsgradCMOptions
  extends Omit<AmsgradOptimizerOptions, 'startup'>,
    RememberOptions,
    Cut {}

/**
 * amsgrad with critical momenta: aggr(m) = m + mean of the memory is taken in place of the momentum, for the second moment too.
 *
 * Options are those of amsgrad, of `remember` (capacity, policy, aggregator, key, read) and of the cut (nu, startup). With capacity 0 or kappa 0 it is the same chain without the memory: its second moment is that of the momentum, not of the gradient.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { amsgradCM } from '@momenta/optimizers'
 *
 * amsgradCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const amsgradCM: Factory<AmsgradCMOptions, Optimizer> = defineOptimizer(
  'amsgradCM',
  amsgradBase,
  { without: ['startup'], memory: { of: 'momenta', cuts: ['nu', 'startup'] } },
)
