import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import type { Cut } from './bases/Base.js'
import { nadamBase } from './bases/nadamBase.js'
import { defineOptimizer } from './defineOptimizer.js'
import type { NadamOptimizerOptions } from './nadam.js'

/** Options of {@link nadamCM}. */
export interface NadamCMOptions
  extends Omit<NadamOptimizerOptions, 'startup'>,
    RememberOptions,
    Cut {}

/**
 * nadam with critical momenta: aggr(m) = m + mean of the memory is taken in place of the momentum, for the second moment too.
 *
 * Options are those of nadam, of `remember` (capacity, policy, aggregator, key, read) and of the cut (nu, startup). With capacity 0 or kappa 0 it is the same chain without the memory: its second moment is that of the momentum, not of the gradient.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { nadamCM } from '@momenta/optimizers'
 *
 * nadamCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const nadamCM: Factory<NadamCMOptions, Optimizer> = defineOptimizer('nadamCM', nadamBase, {
  without: ['startup'],
  memory: { of: 'momenta', cuts: ['nu', 'startup'] },
})
