import type { Section } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { orderedMethods } from '../../methods/orderedMethods.js'
import { text } from '../../report/blocks.js'
import type { TrainingRun } from '../trainingRuns.js'
import { changesTable } from './changesTable.js'
import { overheadsAcross } from './overheadsAcross.js'
import { profileFigure } from './profileFigure.js'
import { errorsOf } from './taskErrors.js'

/** What holds over all tasks of training; nothing with fewer than two tasks and methods. */
export const acrossTasks = (
  runs: readonly TrainingRun[],
  order: MethodOrder,
): readonly Section[] => {
  const finals = runs.filter(({ isSearch }) => !isSearch)
  if (finals.length === 0) return []
  const tasks = errorsOf(runs).filter(({ errors }) => errors.size > 0)
  // a method that ran on one task alone cannot be compared over tasks
  const names = orderedMethods(tasks.flatMap(({ errors }) => [...errors.keys()])).filter(
    (name) => tasks.filter(({ errors }) => errors.has(name)).length > 1,
  )
  return [
    {
      id: 'training-tasks',
      title: 'Over all tasks of training',
      blocks:
        names.length < 2
          ? [text('Fewer than two methods have final runs on two tasks: nothing to compare yet.')]
          : [
              profileFigure(tasks, names, order),
              changesTable(tasks, names),
              ...overheadsAcross(finals),
            ],
    },
  ]
}
