import type { RankingMetric } from '../problems/Problem.js'
import type { EpochRecord } from './EpochRecord.js'
import type { RunState } from './RunState.js'

/** The result of a run as numbers; those of a diverged run are of the epochs before. */
export interface Outcome {
  readonly values: { readonly [name: string]: number }
  readonly history: readonly EpochRecord[]
}

const bestOf = (
  history: readonly EpochRecord[],
  { name, better }: RankingMetric,
): EpochRecord | undefined =>
  history.reduce<EpochRecord | undefined>((best, record) => {
    const [now, then] = [record.values[name] as number, best?.values[name]]
    if (then === undefined) return record
    return (better === 'higher' ? now > then : now < then) ? record : best
  }, undefined)

const prefixed = (prefix: string, values: { readonly [name: string]: number }) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]))

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0)

const worst = ({ name, better }: RankingMetric) => ({
  [name]: better === 'higher' ? 0 : Number.POSITIVE_INFINITY,
})

/**
 * The values of a run: each held-out value after the last epoch (`last.`) and at the epoch with the
 * best metric (`best.`), whether it diverged, and its costs. A run that diverged has the worst last
 * metric.
 */
export const outcomeOf = (metric: RankingMetric, { history, diverged }: RunState): Outcome => {
  const best = bestOf(history, metric)
  const last = history.at(-1)
  const steps = sumOf(history.map((record) => record.steps))
  const meanOver = (name: 'msGradient' | 'msOptimizer') =>
    sumOf(history.map((record) => record[name] * record.steps)) / steps
  return {
    values: {
      ...prefixed('last', {
        ...last?.values,
        ...(diverged !== undefined || last === undefined ? worst(metric) : {}),
      }),
      ...prefixed('best', best?.values ?? worst(metric)),
      bestEpoch: best?.epoch ?? Number.NaN,
      epochs: history.length,
      diverged: diverged === undefined ? 0 : 1,
      trainLoss: last?.trainLoss ?? Number.NaN,
      gradientEvaluations: sumOf(history.map((record) => record.gradientEvaluations)),
      msGradient: meanOver('msGradient'),
      msOptimizer: meanOver('msOptimizer'),
      seconds: sumOf(history.map((record) => record.seconds)),
      peakBytes: Math.max(0, ...history.map((record) => record.peakBytes)),
    },
    history,
  }
}

/** Forgetting and learning accuracy of an online run, from its history. */
export const onlineValues = (
  history: readonly EpochRecord[],
): { readonly forgetting: number; readonly learningAccuracy: number } => {
  const accuracy = (task: number, epoch: number) => history[epoch]?.values[`task${task}`] as number
  const tasks = history.map((_, task) => task)
  const lasts = history.length - 1
  const forgotten = tasks.slice(0, -1).map((task) => {
    const seen = tasks.slice(task).map((epoch) => accuracy(task, epoch))
    return Math.max(...seen) - accuracy(task, lasts)
  })
  return {
    forgetting: forgotten.length === 0 ? 0 : sumOf(forgotten) / forgotten.length,
    learningAccuracy: sumOf(tasks.map((task) => accuracy(task, task))) / tasks.length,
  }
}
