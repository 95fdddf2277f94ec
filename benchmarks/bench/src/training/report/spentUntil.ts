import type { TrainingRun } from '../trainingRuns.js'
import { metricOf } from './metricOf.js'

/** What a run had spent when it first reached a target, between epochs by interpolation. */
export interface Spent {
  readonly epochs: number
  readonly gradientEvaluations: number
  readonly seconds: number
}

const none: Spent = { epochs: 0, gradientEvaluations: 0, seconds: 0 }

/** What a run spent until its metric first reached a target; undefined if it never did. */
export const spentUntil = (run: TrainingRun, target: number): Spent | undefined => {
  const { name, better, shown } = metricOf(run)
  const sign = better === 'higher' ? 1 : -1
  let spent = none
  let before: number | undefined
  for (const { values, gradientEvaluations, seconds } of run.history) {
    const value = shown(values[name] ?? Number.NaN)
    const reached = sign * value >= sign * target
    // before the first epoch the metric is not known
    const share = reached && before !== undefined ? (target - before) / (value - before) : 1
    spent = {
      epochs: spent.epochs + share,
      gradientEvaluations: spent.gradientEvaluations + share * gradientEvaluations,
      seconds: spent.seconds + share * seconds,
    }
    if (reached) return spent
    before = value
  }
  return undefined
}
