import { methods } from '../methods/methods.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'
import { searchJobs, tunedJobs, untunedPlan } from './planOf.js'
import { type BackendName, keyOfJob, type TrainingJob } from './TrainingJob.js'

/** The values of the finished jobs, by key. */
export type FinishedValues = ReadonlyMap<string, { readonly [name: string]: number }>

/** The held-out metric that a search ranks by, higher is better. */
const scoreOf = (values: { readonly [name: string]: number } | undefined): number | undefined => {
  if (values === undefined) return undefined
  const perplexity = values['last.perplexity']
  return perplexity === undefined ? values['last.accuracy'] : -perplexity
}

/** The learning rate of the best finished run; undefined while runs are missing. */
export const bestRate = (
  jobs: readonly TrainingJob[],
  finished: FinishedValues,
): number | undefined => {
  const scored = jobs.map((job) => ({
    rate: job.learningRate,
    score: scoreOf(finished.get(keyOfJob(job))),
  }))
  if (scored.some(({ score }) => score === undefined)) return undefined
  return scored.reduce((best, one) => ((one.score as number) > (best.score as number) ? one : best))
    .rate
}

/**
 * The jobs of a preset as far as they are known: all runs at the task's own learning rate, the
 * controls, the searches, and the final runs of each search that is finished.
 */
export const jobsOf = (
  tasks: readonly TrainingTask[],
  backend: BackendName,
  finished: FinishedValues,
): readonly TrainingJob[] => {
  const pairs = tasks.flatMap((task) => methods.map((method) => ({ task, method })))
  const all = [
    ...untunedPlan(tasks, backend),
    ...pairs.flatMap(({ task, method }) => {
      const search = searchJobs(task, method, backend)
      const rate = bestRate(search, finished)
      return rate === undefined ? search : [...search, ...tunedJobs(task, method, backend, rate)]
    }),
  ]
  // a tuned run at the task's own rate is one of the first
  return [...new Map(all.map((job) => [keyOfJob(job), job])).values()]
}

/** The first job that is neither finished nor excluded. */
export const nextJob = (
  tasks: readonly TrainingTask[],
  backend: BackendName,
  finished: FinishedValues,
  excluded: ReadonlySet<string> = new Set(),
): TrainingJob | undefined =>
  jobsOf(tasks, backend, finished).find((job) => {
    const key = keyOfJob(job)
    return !finished.has(key) && !excluded.has(key)
  })
