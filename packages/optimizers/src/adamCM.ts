import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import type { AdamOptimizerOptions } from './adam.js'
import { adamBase } from './bases/adamBase.js'
import type { Cut } from './bases/Base.js'
import { defineOptimizer } from './defineOptimizer.js'

/** Options of {@link adamCM}. */
export interface AdamCMOptions
  extends Omit<AdamOptimizerOptions, 'startup'>,
    RememberOptions,
    Cut {}

/**
 * adam with critical momenta: aggr(m) = m + mean of the memory is taken in place of the momentum, for the second moment too.
 *
 * Options are those of adam, of `remember` (capacity, policy, aggregator, key, read) and of the cut (nu, startup). With capacity 0 or kappa 0 it is the same chain without the memory: its second moment is that of the momentum, not of the gradient.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { adamCM } from '@momenta/optimizers'
 *
 * adamCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adamCM: Factory<AdamCMOptions, Optimizer> = defineOptimizer('adamCM', adamBase, {
  without: ['startup'],
  memory: { of: 'momenta', cuts: ['nu', 'startup'] },
})
