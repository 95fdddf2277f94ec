import { meanInterval } from '@momenta/bench-results'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { groupRuns } from '../report/groupRuns.js'
import { separatedBest } from '../report/separatedBest.js'
import { uncertainText } from '../report/uncertainText.js'
import { methodsOf } from '../training/report/methodsOf.js'
import { metricOf, scoreOf } from '../training/report/metricOf.js'
import type { TrainingRun } from '../training/trainingRuns.js'

/** The best method of one task; undefined if fewer than two have two tuned runs that converged. */
const bestOf = (runs: ReadonlyNonEmptyArray<TrainingRun>): string | undefined => {
  const { better, label } = metricOf(runs.find(({ isSearch }) => !isSearch) ?? runs[0])
  const methods = methodsOf(runs).flatMap(({ name, tuned }) => {
    const scores = tuned.map(scoreOf).filter(Number.isFinite)
    return scores.length < 2 ? [] : [{ name, scores, ...meanInterval(scores) }]
  })
  if (methods.length < 2) return undefined
  const best = methods.reduce((a, b) =>
    (better === 'higher' ? b.mean > a.mean : b.mean < a.mean) ? b : a,
  )
  const isSeparated =
    separatedBest(
      methods.map(({ scores }) => scores),
      better,
    ) !== undefined
  const [quantity, unit] = label.split(', ')
  const value = [quantity, uncertainText(best.mean, best.sd), unit].filter(Boolean).join(' ')
  const apart = isSeparated ? '' : ', not separated from every other'
  return `${best.name} on ${runs[0].task.name} (${value}${apart})`
}

/** Which method is best on each task of training; undefined if none has tuned runs to compare. */
export const bestFinding = (runs: readonly TrainingRun[]): string | undefined => {
  const found = groupRuns(runs, ({ task }) => task.name)
    .map(bestOf)
    .filter((phrase) => phrase !== undefined)
  return found.length === 0
    ? undefined
    : `The best mean, each method at its tuned learning rate: ${found.join('; ')}.`
}
