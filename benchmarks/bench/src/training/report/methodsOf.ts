import { searchRates, searchScore } from '@momenta/bench-training'
import { orderedMethods } from '../../methods/orderedMethods.js'
import type { TrainingRun } from '../trainingRuns.js'

/** The finished runs of one method on a task. */
export interface MethodRuns {
  readonly name: string
  /** Final runs at the rate of Adam, by seed. */
  readonly untuned: readonly TrainingRun[]
  /** The rate that its search found; undefined while the search is not finished. */
  readonly rate: number | undefined
  /** Final runs at that rate, by seed. */
  readonly tuned: readonly TrainingRun[]
  /** The runs of its search, by rate. */
  readonly search: readonly TrainingRun[]
}

const scoreOf = ({ values }: TrainingRun): number => searchScore(values) ?? Number.NaN

/** The rate that a search chooses; undefined before all of its rates are finished. */
const foundRate = (search: readonly TrainingRun[]): number | undefined =>
  search.length < searchRates
    ? undefined
    : search.reduce((best, run) => (scoreOf(run) > scoreOf(best) ? run : best)).learningRate

/** The runs of one task by method, in the order of the page. */
export const methodsOf = (runs: readonly TrainingRun[]): readonly MethodRuns[] =>
  orderedMethods(runs.map(({ method }) => method.name)).map((name) => {
    const own = runs.filter(({ method }) => method.name === name)
    const search = own
      .filter(({ isSearch }) => isSearch)
      .sort((a, b) => a.learningRate - b.learningRate)
    const at = (rate: number | undefined) =>
      own
        .filter(({ isSearch, learningRate }) => !isSearch && learningRate === rate)
        .sort((a, b) => a.seed - b.seed)
    const rate = foundRate(search)
    return { name, untuned: at(own[0]?.task.learningRate), rate, tuned: at(rate), search }
  })

/** The final runs of a method that are compared: tuned, or at the rate of Adam without a search. */
export const comparedRuns = ({ tuned, untuned }: MethodRuns): readonly TrainingRun[] =>
  tuned.length > 0 ? tuned : untuned

/**
 * Of the compared runs of a method those whose times can be compared with those of the others: they
 * ran on the backend of most of them.
 */
export const timedRuns = (
  methods: readonly MethodRuns[],
): ((method: MethodRuns) => readonly TrainingRun[]) => {
  const counts = new Map<string, number>()
  for (const { backend } of methods.flatMap(comparedRuns))
    counts.set(backend, (counts.get(backend) ?? 0) + 1)
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return (method) => comparedRuns(method).filter(({ backend }) => backend === most?.[0])
}

/** Of the compared runs of a method those that were monitored. */
export const monitoredRuns = (method: MethodRuns): readonly TrainingRun[] =>
  comparedRuns(method).filter(({ monitored }) => monitored.length > 0)
