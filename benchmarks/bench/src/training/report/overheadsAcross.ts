import type { Block } from '@momenta/bench-figures'
import { orderedMethods } from '../../methods/orderedMethods.js'
import { tableBlock } from '../../report/blocks.js'
import { groupRuns } from '../../report/groupRuns.js'
import type { TrainingRun } from '../trainingRuns.js'
import { methodsOf } from './methodsOf.js'
import { type Overhead, overheadsOf, stepTime } from './overheadTable.js'

interface TaskCosts {
  readonly name: string
  readonly costs: ReadonlyMap<string, Overhead>
}

const besideAdam = (
  tasks: readonly TaskCosts[],
  of: (one: Overhead) => number,
  caption: string,
): Block =>
  tableBlock(
    orderedMethods(tasks.flatMap(({ costs }) => [...costs.keys()])).filter(
      (name) => name !== 'Adam',
    ),
    [
      { heading: 'method', value: (name) => name },
      ...tasks.map(({ name: heading, costs }) => {
        const adam = costs.get('Adam')
        return {
          heading,
          value: (name: string) => {
            const one = costs.get(name)
            return one === undefined || adam === undefined ? '' : of(one) / of(adam)
          },
          digits: 2,
        }
      }),
    ],
    caption,
  )

/** Time and memory of each method’s steps beside Adam’s, a column for each task that has Adam. */
export const overheadsAcross = (runs: readonly TrainingRun[]): readonly Block[] => {
  const tasks = groupRuns(runs, ({ task }) => task.name)
    .map((own) => ({
      name: own[0].task.name,
      costs: new Map(overheadsOf(methodsOf(own)).map((one) => [one.name, one])),
    }))
    .filter(({ costs }) => costs.has('Adam'))
  return tasks.length === 0
    ? []
    : [
        besideAdam(tasks, stepTime, 'Time of a step, in steps of Adam.'),
        besideAdam(tasks, ({ peakBytes }) => peakBytes, 'Peak memory of tensors, in that of Adam.'),
      ]
}
