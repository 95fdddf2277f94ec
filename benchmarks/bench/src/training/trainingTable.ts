import type { Block } from '@momenta/bench-figures'
import { meanText } from '@momenta/bench-training'
import { nothingYet, tableBlock } from '../report/blocks.js'
import { groupRuns } from '../report/groupRuns.js'
import type { TrainingRun } from './trainingRuns.js'

/** The runs of a task as a table: one row for each method, learning rate and length. */
export const trainingTable = (runs: readonly TrainingRun[]): readonly Block[] => {
  const groups = groupRuns(runs, ({ method, learningRate, task }) =>
    JSON.stringify([method.name, learningRate, task.epochs]),
  )
  if (groups.length === 0) return [nothingYet]
  const metricOf = ({ task }: TrainingRun) => (task.kind === 'text' ? 'testPerplexity' : 'accuracy')
  return [
    tableBlock(
      groups,
      [
        { heading: 'method', value: ([{ method }]) => method.name },
        { heading: 'learning rate', value: ([{ learningRate }]) => learningRate },
        { heading: 'epochs', value: ([{ task }]) => task.epochs },
        { heading: 'seeds', value: (group) => group.length },
        ...(['last', 'best'] as const).map((which) => ({
          heading: `${which} metric`,
          value: (group: readonly TrainingRun[]) =>
            meanText(group.map((run) => run.values[`${which}.${metricOf(run)}`] ?? Number.NaN)),
        })),
      ],
      'Mean ± standard deviation over the seeds.',
    ),
  ]
}
