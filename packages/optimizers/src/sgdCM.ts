import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Cut } from './bases/Base.js'
import { type SgdOptions, sgdBase } from './bases/sgdBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * sgd with critical momenta: aggr(m) = m + mean of the memory is taken in place of the momentum, for the second moment too.
 *
 * Options are those of sgd, of `remember` (capacity, policy, aggregator, key, read) and of the cut (nu, startup). With capacity 0 or kappa 0 it is sgd, bit for bit.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { sgdCM } from '@momenta/optimizers'
 *
 * sgdCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const sgdCM = (
  options: SgdOptions & RememberOptions & Cut & CommonOptions = {},
): Optimizer =>
  compose({
    learningRate: 0.01,
    ...options,
    base: sgdBase(options),
    memory: { ...options, of: 'momenta' },
  })
