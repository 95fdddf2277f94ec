import type { Better } from '../../report/separatedBest.js'
import type { TrainingRun } from '../trainingRuns.js'

/** The held-out metric of a task as the report shows it. */
export interface ShownMetric {
  /** Its name in the values of an epoch. */
  readonly name: string
  /** Its name in the values of a run: after the last epoch, or at the best one. */
  readonly value: string
  readonly label: string
  /** Of which epoch it is: `after the last epoch`. */
  readonly at: string
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
  at: 'after the last epoch',
  better: 'higher',
  shown: (value) => 100 * value,
  errorOf: (value) => 1 - value,
}

/** The paper reports the best validation accuracy, on a part of the training set. */
const validationAccuracy: ShownMetric = {
  ...accuracy,
  value: 'best.accuracy',
  label: 'validation accuracy, %',
  at: 'at its best epoch',
}

/** The validation text chooses the epoch, so that the test perplexity there is not biased. */
const perplexity: ShownMetric = {
  name: 'testPerplexity',
  value: 'best.testPerplexity',
  label: 'test perplexity',
  at: 'at the epoch with the best validation perplexity',
  better: 'lower',
  shown: (value) => value,
  errorOf: (value) => value,
}

/** The paper reports the validation perplexity. */
const validationPerplexity: ShownMetric = {
  ...perplexity,
  name: 'perplexity',
  value: 'best.perplexity',
  label: 'validation perplexity',
  at: 'at its best epoch',
}

/** The metric of a run, which is that of the paper where it is on the data of the paper. */
export const metricOf = ({
  task,
  isSearch,
}: Pick<TrainingRun, 'task' | 'isSearch'>): ShownMetric => {
  switch (task.kind) {
    case 'text':
      return task.data === 'ptb' ? validationPerplexity : perplexity
    case 'images':
      return task.heldOut.from === 'train' && !isSearch ? validationAccuracy : accuracy
    case 'photos':
      return { ...accuracy, label: 'top-1 accuracy, %' }
    default:
      return accuracy
  }
}

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
