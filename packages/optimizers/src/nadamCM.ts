import type { Optimizer, RememberOptions } from '@momenta/core'
import { type AdamOptions, adamBase } from './bases/adamBase.js'
import type { Cut } from './bases/Base.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * nadam with critical momenta: aggr(m) = m + mean of the memory is taken in place of the momentum, for the second moment too.
 *
 * Options are those of nadam, of `remember` (capacity, policy, aggregator, key, read) and of the cut (nu, startup). With capacity 0 or kappa 0 it is the same chain without the memory: its second moment is that of the momentum, not of the gradient.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { nadamCM } from '@momenta/optimizers'
 *
 * nadamCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const nadamCM = (
  options: AdamOptions & RememberOptions & Cut & CommonOptions = {},
): Optimizer =>
  compose({
    ...options,
    base: adamBase({ nesterov: true, ...options }),
    memory: { ...options, of: 'momenta' },
  })
