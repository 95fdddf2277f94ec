import { groupRuns } from '../../report/groupRuns.js'
import type { TrainingRun } from '../trainingRuns.js'
import { comparedRuns, methodsOf } from './methodsOf.js'
import { errorOf } from './metricOf.js'

/** The errors of the runs of each method on a task. */
export interface TaskErrors {
  readonly title: string
  readonly errors: ReadonlyMap<string, readonly number[]>
}

/** The errors of the compared runs, by task and method. */
export const errorsOf = (runs: readonly TrainingRun[]): readonly TaskErrors[] =>
  groupRuns(runs, ({ task }) => task.name).map((own) => ({
    title: own[0].task.title,
    errors: new Map(
      methodsOf(own).flatMap((method) => {
        const errors = comparedRuns(method).map(errorOf)
        return errors.length === 0 ? [] : [[method.name, errors] as const]
      }),
    ),
  }))

/** The mean of errors. */
export const meanError = (errors: readonly number[]): number =>
  errors.reduce((sum, error) => sum + error, 0) / errors.length
