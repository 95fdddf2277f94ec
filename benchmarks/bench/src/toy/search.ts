import { median } from '@momenta/bench-results'
import type { Surface } from '@momenta/bench-surfaces'
import { buildOptimizer } from '@momenta/optimizers'
import type { Contender } from '../tasks/Task.js'
import { descent } from './descent.js'
import { atRate } from './methods.js'

/** The learning rates that every method is given: the whole budget of the search. */
export const learningRates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]

/** The losses of runs at a learning rate, in short. */
interface Score {
  readonly median: number
  readonly mean: number
}

/** The outcome of a search: the median last loss at each learning rate, and the best of them. */
export interface Search {
  readonly medians: readonly number[]
  readonly best: number
}

/** Median and mean of the last losses; a run that diverged counts as infinite. */
export const scoreOf = (losses: readonly number[]): Score => {
  const known = losses.map((loss) => (Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY))
  return { median: median(known), mean: known.reduce((sum, loss) => sum + loss, 0) / known.length }
}

/** The place of the least median; where medians agree to 1e-6 (all ended in the same basin), of the least mean among them, and of those the first. */
export const bestOf = (scores: readonly Score[]): number => {
  const least = Math.min(...scores.map((score) => score.median))
  const near = scores.filter((score) => score.median - least <= 1e-6 * Math.max(1, Math.abs(least)))
  const choice = near.length > 0 ? near : scores
  return scores.indexOf(choice.reduce((best, one) => (one.mean < best.mean ? one : best)))
}

/** Runs a contender at each learning rate from the same starts, and takes the best. */
export const search = (
  contender: Contender,
  surface: Surface,
  points: readonly (readonly number[])[],
  steps: number,
): Search => {
  const scores = learningRates.map((rate) => {
    const optimizer = buildOptimizer(atRate(contender, rate))
    return scoreOf(points.map((start) => descent(optimizer, surface, start, steps).lastLoss))
  })
  return {
    medians: scores.map((score) => score.median),
    best: learningRates[bestOf(scores)] as number,
  }
}
