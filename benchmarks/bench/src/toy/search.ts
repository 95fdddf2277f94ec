import { median } from '@momenta/bench-results'
import type { Surface } from '@momenta/bench-surfaces'
import { buildOptimizer } from '@momenta/optimizers'
import type { Contender } from '../tasks/Task.js'
import { descent } from './descent.js'
import { atRate } from './methods.js'

/** The learning rates that every method is given: the whole budget of the search. */
export const learningRates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3]

/** The median of the last losses, a diverged run counting as the worst. */
export const medianLoss = (losses: readonly number[]): number =>
  median(losses.map((loss) => (Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss)))

/** The outcome of a search: the median last loss at each learning rate, and the best of them. */
export interface Search {
  readonly medians: readonly number[]
  readonly best: number
}

/** Runs a contender at each learning rate from the same starts, and takes the rate of least median last loss. */
export const search = (
  contender: Contender,
  surface: Surface,
  points: readonly (readonly number[])[],
  steps: number,
): Search => {
  const medians = learningRates.map((rate) => {
    const optimizer = buildOptimizer(atRate(contender, rate))
    return medianLoss(points.map((start) => descent(optimizer, surface, start, steps).lastLoss))
  })
  return { medians, best: learningRates[medians.indexOf(Math.min(...medians))] as number }
}
