import { type BackendName, backends } from '@momenta/bench-backends'
import { type Shard, takeShard } from '@momenta/bench-results'
import type { TrainingTask } from '../tasks/TrainingTask.js'
import { type Pair, pairsOf, searchJobs, tunedJobs, untunedJob } from './planOf.js'
import { costOf, keyOfJob, type TrainingJob } from './TrainingJob.js'

/** The values of the finished jobs, by key. */
export type FinishedValues = ReadonlyMap<string, { readonly [name: string]: number }>

/** What is to be run. */
export interface Plan {
  /** All tasks of a preset, which decide the methods that are compared on each of them. */
  readonly tasks: readonly TrainingTask[]
  /** Takes the pairs of these tasks alone. Default all. */
  readonly only?: readonly TrainingTask[]
  readonly backend: BackendName
  /** Whether a job that is finished on another backend is not repeated. Default false. */
  readonly anyBackend?: boolean
  /** Takes this part of the pairs. Default all. */
  readonly shard?: Shard
}

/** The held-out metric that a search ranks by; higher is better. */
export const searchScore = (
  values: { readonly [name: string]: number } | undefined,
): number | undefined => {
  if (values === undefined) return undefined
  const perplexity = values['last.perplexity']
  return perplexity === undefined ? values['last.accuracy'] : -perplexity
}

/** The learning rate of the best of some finished runs; undefined while one is missing. */
export const bestRate = (
  jobs: readonly TrainingJob[],
  finished: FinishedValues,
): number | undefined => {
  const scored = jobs.map((job) => ({
    rate: job.learningRate,
    score: searchScore(finished.get(keyOfJob(job))),
  }))
  if (scored.some(({ score }) => score === undefined)) return undefined
  return scored.reduce((best, one) => ((one.score as number) > (best.score as number) ? one : best))
    .rate
}

/**
 * The job itself, or the same on another backend if only that is finished: backends differ in
 * rounding alone.
 */
export const onAnyBackend = (job: TrainingJob, finished: FinishedValues): TrainingJob =>
  [job, ...backends.map((backend) => ({ ...job, backend }))].find((one) =>
    finished.has(keyOfJob(one)),
  ) ?? job

/** Of the pairs of a plan those of its shard: the jobs of a pair depend on each other. */
const pairsIn = ({ tasks, only = tasks, shard }: Plan): readonly Pair[] => {
  const pairs = pairsOf(tasks).filter(({ task }) => only.includes(task))
  const keyOf = ({ task, method }: Pair) => JSON.stringify([task.name, method.name])
  return shard === undefined ? pairs : takeShard(pairs, shard, { keyOf, costOf })
}

/**
 * The jobs of a plan as far as they are known: one run of each pair at the task's own learning
 * rate; the search of each pair; and its final runs at the rate that was found. A final run that
 * equals a first one is not repeated.
 */
export const jobsOf = (plan: Plan, finished: FinishedValues): readonly TrainingJob[] => {
  const { backend, anyBackend = false } = plan
  const pairs = pairsIn(plan)
  const taken = (job: TrainingJob) => (anyBackend ? onAnyBackend(job, finished) : job)
  const all = [
    ...pairs.map((pair) => taken(untunedJob(pair, backend))),
    ...pairs.flatMap((pair) => {
      const search = searchJobs(pair, backend).map(taken)
      const rate = bestRate(search, finished)
      const tuned = rate === undefined ? [] : tunedJobs(pair, backend, rate)
      return [...search, ...tuned.map(taken)]
    }),
  ]
  return [...new Map(all.map((job) => [keyOfJob(job), job])).values()]
}

/** Whether the values of a finished run have its metric; a damaged record has not. */
export const isScored = (values: { readonly [name: string]: number }): boolean =>
  searchScore(values) !== undefined

/** The first job that is neither finished nor excluded. */
export const nextJob = (
  plan: Plan,
  finished: FinishedValues,
  isExcluded: (job: TrainingJob) => boolean = () => false,
): TrainingJob | undefined =>
  jobsOf(plan, finished).find((job) => !finished.has(keyOfJob(job)) && !isExcluded(job))
