import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { checkFinished } from './checkFinished.js'
import { defineComposition, type FinishedOptimizer } from './defineOptimizer.js'

/**
 * The same optimizer with critical momenta: a buffer between the momentum and the scaling of the
 * base stores momenta, and the aggregate m + mean of the buffer replaces the momentum.
 *
 * Returns a factory whose options are those of the optimizer, of `remember`, and `nu` and `startup`
 * where the base reads them.
 *
 * @param optimizer - A finished optimizer without a buffer, as `adam`.
 * @throws TypeError if the argument is not such a factory.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { adam, withCriticalMomenta } from '@momenta/optimizers'
 *
 * const adamCM = withCriticalMomenta(adam)
 * adamCM({ capacity: 20 }).transform.map(({ name }) => name)
 * // => ['ema', 'remember', 'scaleByNu', 'scaleByLearningRate']
 */
export const withCriticalMomenta = <O extends object, E>(
  optimizer: FinishedOptimizer<O, E>,
): Factory<O & RememberOptions & E, Optimizer> => {
  checkFinished('withCriticalMomenta', optimizer)
  return defineComposition(`${optimizer.name}CM`, optimizer, 'momenta')
}
