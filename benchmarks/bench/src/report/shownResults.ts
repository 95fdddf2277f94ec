import { backends } from '@momenta/bench-backends'
import type { ResultRecord } from '@momenta/bench-results'
import * as t from 'io-ts'
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

/** The results of a task in a choice; another backend's where the chosen one has none. */
const resultsOf = (
  task: StoredTask,
  choice: Choice,
  records: readonly ResultRecord[],
): ShownResults => {
  const plan = planOf([task], { ...choice, anyBackend: true })
  const jobs = jobsOf(plan, finishedValues(records))
  return { tasks: [task], jobs, ...finishedIn([task], jobs, records) }
}

const Named = t.type({ task: t.union([t.string, t.type({ name: t.string })]) })

/** The names of the tasks that records are of: a training job has the task itself. */
const startedTasks = (records: readonly ResultRecord[]): ReadonlySet<string> =>
  new Set(
    records.flatMap((record) => {
      const config = record.kind === 'start' ? record.unit.config : undefined
      if (!Named.is(config)) return []
      return [typeof config.task === 'string' ? config.task : config.task.name]
    }),
  )

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
 * a run of one task adds to the page. Runs of training on other backends are taken where the chosen
 * one has none. A task without a finished job in the choice is shown as it was run with another
 * preset or backend.
 */
export const shownResults = (
  all: readonly StoredTask[],
  chosen: readonly StoredTask[],
  choice: Choice,
  records: readonly ResultRecord[],
): ShownResults => {
  const started = startedTasks(records)
  const shown = all.flatMap((task) => {
    const isChosen = chosen.includes(task)
    const own = isChosen ? resultsOf(task, choice, records) : undefined
    if (own !== undefined && own.finished.length > 0) return [own]
    const other = started.has(task.name) ? otherResults(task, choice, records) : undefined
    return other !== undefined ? [other] : own === undefined ? [] : [own]
  })
  return {
    tasks: shown.flatMap(({ tasks }) => tasks),
    jobs: shown.flatMap(({ jobs }) => jobs),
    finished: shown.flatMap(({ finished }) => finished),
    notes: shown.flatMap(({ notes }) => notes),
  }
}
