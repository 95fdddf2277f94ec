import type { Block } from '@momenta/bench-figures'
import { plainTable } from '../../report/blocks.js'
import type { TrainingRun } from '../trainingRuns.js'
import { metricOf, scoreOf } from './metricOf.js'

/** Every run of a task with its numbers, and its data. */
export const runsTable = (runs: readonly TrainingRun[]): readonly Block[] => {
  const [first] = runs
  if (first === undefined) return []
  const { label } = metricOf(runs.find(({ isSearch }) => !isSearch) ?? first)
  return [
    plainTable(
      runs,
      [
        { heading: 'method', value: ({ method }) => method.name },
        { heading: 'α', value: ({ learningRate }) => learningRate, digits: 3 },
        { heading: 'seed', value: ({ seed }) => seed },
        { heading: 'epochs', value: ({ history }) => history.length },
        { heading: label, value: scoreOf, digits: 4 },
        { heading: 'training loss', value: ({ values }) => values.trainLoss ?? null, digits: 3 },
        {
          heading: 'ms a step',
          value: ({ values }) => (values.msGradient ?? NaN) + (values.msOptimizer ?? NaN),
          digits: 3,
        },
        { heading: 'on', value: ({ backend, device }) => device ?? backend },
        {
          heading: 'of',
          value: ({ isSearch, values }) =>
            `${isSearch ? 'search' : 'final'}${values.diverged === 1 ? ', diverged' : ''}`,
        },
      ],
      `${first.task.title}: every finished run. A search holds out images of the training set, so its accuracy is not that of the test set.`,
    ),
    {
      kind: 'data',
      name: `${first.task.name}-runs`,
      data: runs.map(
        ({ method, learningRate, seed, isSearch, backend, device, values, history }) => ({
          method: method.name,
          ...{ learningRate, seed, isSearch, backend, device, values },
          epochs: history.map(({ curve, ...epoch }) => ({ ...epoch, points: curve.length })),
        }),
      ),
    },
  ]
}
