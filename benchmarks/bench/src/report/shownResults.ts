import type { ResultRecord } from '@momenta/bench-results'
import { backends } from '@momenta/bench-training'
import { finishedIn } from '../run/finishedIn.js'
import { finishedValues, jobsOf, planOf } from '../run/planOf.js'
import { type Choice, presetNames } from '../tasks/Choice.js'
import type { Job } from '../tasks/Job.js'
import type { StoredFinished, StoredTask } from '../tasks/StoredTask.js'

/** What a report shows of the results in a folder. */
export interface ShownResults {
  readonly tasks: readonly StoredTask[]
  readonly jobs: readonly Job[]
  readonly finished: readonly StoredFinished[]
  /** A line for each result that cannot be read. */
  readonly notes: readonly string[]
}

const resultsOf = (
  task: StoredTask,
  choice: Choice,
  records: readonly ResultRecord[],
): ShownResults => {
  const jobs = jobsOf(planOf([task], choice), finishedValues(records))
  return { tasks: [task], jobs, ...finishedIn([task], jobs, records) }
}

/** The other presets and backends that a task may have run with. */
const otherChoices = (choice: Choice): readonly Choice[] =>
  presetNames.flatMap((preset) => [
    { ...choice, preset },
    ...backends.map((backend) => ({ preset, backend })),
  ])

/** The results of a task in another choice: those of the one with the most finished jobs. */
const otherResults = (
  task: StoredTask,
  choice: Choice,
  records: readonly ResultRecord[],
): ShownResults | undefined =>
  otherChoices(choice)
    .map((other) => resultsOf(task, other, records))
    .reduce<ShownResults | undefined>(
      (most, one) => (one.finished.length > (most?.finished.length ?? 0) ? one : most),
      undefined,
    )

/**
 * The results of the chosen tasks, and of all other tasks that have results in the folder, so that
 * a run of one task adds to the page. A task without a finished job in the choice is shown as it
 * was run with another preset or backend.
 */
export const shownResults = (
  all: readonly StoredTask[],
  chosen: readonly StoredTask[],
  choice: Choice,
  records: readonly ResultRecord[],
): ShownResults => {
  const hasResults = records.some(({ kind }) => kind === 'done')
  const shown = all.flatMap((task) => {
    const isChosen = chosen.includes(task)
    const own = isChosen ? resultsOf(task, choice, records) : undefined
    if (own !== undefined && own.finished.length > 0) return [own]
    const other = hasResults ? otherResults(task, choice, records) : undefined
    return other !== undefined ? [other] : own === undefined ? [] : [own]
  })
  return {
    tasks: shown.flatMap(({ tasks }) => tasks),
    jobs: shown.flatMap(({ jobs }) => jobs),
    finished: shown.flatMap(({ finished }) => finished),
    notes: shown.flatMap(({ notes }) => notes),
  }
}
