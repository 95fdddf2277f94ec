import type { Surface } from '@momenta/bench-surfaces'
import { buildOptimizer } from '@momenta/optimizers'
import { descent } from '../../landscapes/descent.js'
import { atRate } from '../../methods/methods.js'
import type { Contender } from '../../tasks/Contender.js'
import { meanLoss } from './meanLoss.js'

/** The learning rates of the search, the same for every method. */
export const learningRates = [0.003, 0.01, 0.03, 0.1, 0.3, 1]

/** The outcome of a search: the mean last loss at each learning rate, and the best of them. */
export interface Search {
  readonly means: readonly number[]
  readonly best: number
}

/**
 * Runs a contender at each learning rate from the same starts; chooses the minimum mean last loss.
 */
export const search = (
  contender: Contender,
  surface: Surface,
  points: readonly (readonly number[])[],
  steps: number,
): Search => {
  const means = learningRates.map((rate) => {
    const optimizer = buildOptimizer(atRate(contender, rate))
    return meanLoss(points.map((start) => descent(optimizer, surface, start, steps).lastLoss))
  })
  return { means, best: learningRates[means.indexOf(Math.min(...means))] as number }
}
