import { canonicalJson, type ResultRecord } from '@momenta/bench-results'
import type { Choice } from '../tasks/Choice.js'
import type { FinishedValues, Job } from '../tasks/Job.js'
import type { StoredTask } from '../tasks/StoredTask.js'
import { jobKey } from './unitOf.js'

/** What is to be run. */
export interface Plan {
  /** The jobs that are known before any result. */
  readonly jobs: readonly Job[]
  /** The jobs of a task, or of all, that follow from finished ones. */
  readonly later: (finished: FinishedValues, task?: string) => readonly Job[]
  /** The job that counts in the place of one, by the finished ones. Default the job itself. */
  readonly counted?: (job: Job, finished: FinishedValues) => Job
}

/** The first job of each optimizer. */
const oncePerOptimizer = (jobs: readonly Job[]): readonly Job[] => {
  const seen = new Set<string>()
  return jobs.filter(({ config }) => {
    const optimizer = canonicalJson(config.contender ?? config.method)
    const isFirst = !seen.has(optimizer)
    seen.add(optimizer)
    return isFirst
  })
}

/** The jobs of tasks in a choice; the preset smoke runs each optimizer once on each task. */
export const planOf = (tasks: readonly StoredTask[], choice: Choice): Plan => ({
  jobs: tasks.flatMap((task) => {
    const jobs = task.jobs(choice)
    return choice.preset === 'smoke' ? oncePerOptimizer(jobs) : jobs
  }),
  later: (finished, name) =>
    tasks
      .filter((task) => name === undefined || task.name === name)
      .flatMap((task) => task.later?.(choice, finished) ?? []),
  counted: (job, finished) => {
    const task = tasks.find(({ name }) => name === job.task)
    return (choice.anyBackend === true ? task?.onAnyBackend?.(job, finished) : undefined) ?? job
  },
})

/** The values of the finished jobs in the results. */
export const finishedValues = (records: readonly ResultRecord[]): FinishedValues =>
  new Map(
    records.flatMap((record) =>
      record.kind === 'done' ? [[record.key, record.values] as const] : [],
    ),
  )

/** All jobs of a plan that are known when these are finished, each once. */
export const jobsOf = (
  { jobs, later, counted = (job) => job }: Plan,
  finished: FinishedValues,
): readonly Job[] => {
  const all = [...jobs, ...later(finished)].map((job) => counted(job, finished))
  return [...new Map(all.map((job) => [jobKey(job), job])).values()]
}
