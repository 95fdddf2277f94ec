import type { Optimizer, RememberOptions } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { checkFinished } from './checkFinished.js'
import { defineComposition, type FinishedOptimizer } from './defineOptimizer.js'

/**
 * The same optimizer with critical gradients: a buffer before the base stores gradients, and the
 * aggregate g + mean of the buffer replaces the gradient.
 *
 * Returns a factory whose options are those of the optimizer and of `remember`.
 *
 * @param optimizer - A finished optimizer without a buffer, as `adam`.
 * @throws TypeError if the argument is not such a factory.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { adam, withCriticalGradients } from '@momenta/optimizers'
 *
 * const adamCG = withCriticalGradients(adam)
 * adamCG({ capacity: 20 }).transform.map(({ name }) => name)
 * // => ['remember', 'scaleByAdam', 'scaleByLearningRate']
 */
export const withCriticalGradients = <O extends object, E>(
  optimizer: FinishedOptimizer<O, E>,
): Factory<O & RememberOptions, Optimizer> => {
  checkFinished('withCriticalGradients', optimizer)
  return defineComposition(`${optimizer.name}CG`, optimizer, 'gradients')
}
