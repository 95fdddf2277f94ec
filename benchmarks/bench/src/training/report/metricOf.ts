import type { Better } from '../../report/separatedBest.js'
import type { TrainingRun } from '../trainingRuns.js'

/** The held-out metric of a task as the report shows it. */
export interface ShownMetric {
  /** Its name in the values of an epoch. */
  readonly name: string
  /** Its name in the values of a run: after the last epoch, or at the best one. */
  readonly value: string
  readonly label: string
  readonly better: Better
  /** What is shown of a value: accuracies are shown in percent. */
  readonly shown: (value: number) => number
  /** The error: one minus the accuracy, or the perplexity. */
  readonly errorOf: (value: number) => number
}

const accuracy: ShownMetric = {
  name: 'accuracy',
  value: 'last.accuracy',
  label: 'test accuracy, %',
  better: 'higher',
  shown: (value) => 100 * value,
  errorOf: (value) => 1 - value,
}

/** The validation text chooses the epoch, so that the test perplexity there is not biased. */
const perplexity: ShownMetric = {
  name: 'testPerplexity',
  value: 'best.testPerplexity',
  label: 'test perplexity',
  better: 'lower',
  shown: (value) => value,
  errorOf: (value) => value,
}

/** The metric of a task. */
export const metricOf = ({ task }: Pick<TrainingRun, 'task'>): ShownMetric =>
  task.kind === 'text' ? perplexity : accuracy

/** The value of a run; NaN if it diverged, so that no mean counts a made-up one. */
const valueIn = (run: TrainingRun): number =>
  run.values.diverged === 1 ? Number.NaN : (run.values[metricOf(run).value] ?? Number.NaN)

/** The metric of a run in the unit that is shown; NaN if it has none or diverged. */
export const scoreOf = (run: TrainingRun): number => {
  const { shown } = metricOf(run)
  return shown(valueIn(run))
}

/** The error of a run; NaN if it diverged. */
export const errorOf = (run: TrainingRun): number => {
  const { errorOf: error } = metricOf(run)
  return error(valueIn(run))
}
