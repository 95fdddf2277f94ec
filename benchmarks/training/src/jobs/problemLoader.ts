import { oneLine, withScope } from '@momenta/bench-results'
import type { Problem } from '../problems/Problem.js'
import { problemOf } from '../problems/problemOf.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'

/**
 * Loads tasks with their data, and keeps the last one: most jobs share their data with the one
 * before.
 *
 * @returns A function that throws an Error of scope `task` if the data cannot be loaded.
 */
export const problemLoader = (
  load: (task: TrainingTask) => Problem = problemOf,
): ((task: TrainingTask) => Problem) => {
  let last: { readonly text: string; readonly problem: Problem } | undefined
  return (task) => {
    const text = JSON.stringify(task)
    if (last?.text === text) return last.problem
    try {
      const problem = load(task)
      last = { text, problem }
      return problem
    } catch (error) {
      throw withScope(
        'task',
        oneLine(error instanceof Error ? error.message : String(error)),
        error,
      )
    }
  }
}
