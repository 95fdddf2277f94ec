import { canonicalJson } from '@momenta/bench-results'
import {
  methodOn,
  publishedSetting,
  type Setting,
  searchRates,
  searchScore,
} from '@momenta/bench-training'
import { orderedMethods } from '../../methods/orderedMethods.js'
import type { TrainingRun } from '../trainingRuns.js'

/** The finished runs of one method on a task. */
export interface MethodRuns {
  readonly name: string
  /** Final runs at the rate of Adam, by seed. */
  readonly untuned: readonly TrainingRun[]
  /** The rate that its search or the paper found; undefined while a search is not finished. */
  readonly rate: number | undefined
  /** Final runs at that setting, by seed. */
  readonly tuned: readonly TrainingRun[]
  /** The runs of its search, by rate. */
  readonly search: readonly TrainingRun[]
}

const scoreOf = ({ values }: TrainingRun): number => searchScore(values) ?? Number.NaN

const settingOf = ({ method: { spec }, learningRate }: TrainingRun): Setting => ({
  spec,
  learningRate,
})

/** The setting that a search chooses; undefined before all of its runs are finished. */
const foundSetting = (search: readonly TrainingRun[]): Setting | undefined => {
  const [first, ...rest] = search
  return first === undefined || search.length < searchRates
    ? undefined
    : settingOf(rest.reduce((best, run) => (scoreOf(run) > scoreOf(best) ? run : best), first))
}

const methodRuns = (name: string, own: readonly TrainingRun[]): MethodRuns => {
  const search = own
    .filter(({ isSearch }) => isSearch)
    .sort((a, b) => a.learningRate - b.learningRate)
  const finals = own.filter(({ isSearch }) => !isSearch).sort((a, b) => a.seed - b.seed)
  const at = (setting: Setting | undefined) => {
    const text = setting && canonicalJson({ ...setting })
    return finals.filter((run) => canonicalJson({ ...settingOf(run) }) === text)
  }
  const [first] = finals
  const published = first && publishedSetting(first.task, first.method)
  const setting = foundSetting(search) ?? published
  const untuned = first && {
    spec: methodOn(first.task, first.method).spec,
    learningRate: first.task.learningRate,
  }
  return { name, untuned: at(untuned), rate: setting?.learningRate, tuned: at(setting), search }
}

/** The runs of one task by method, in the order of the page. */
export const methodsOf = (runs: readonly TrainingRun[]): readonly MethodRuns[] =>
  orderedMethods(runs.map(({ method }) => method.name)).map((name) =>
    methodRuns(
      name,
      runs.filter(({ method }) => method.name === name),
    ),
  )

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
