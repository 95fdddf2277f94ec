import { type BackendName, backends } from '@momenta/bench-backends'
import { type Shard, takeShard } from '@momenta/bench-results'
import type { Setting } from '../methods/Setting.js'
import { publishedSetting } from '../tasks/paperSettings.js'
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
  /** Searches so many settings of the paper's grid, as {@link searchJobs}. */
  readonly search?: number
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

/**
 * The setting of the final runs of a pair: that of the best run of its search, or without a search
 * what the paper has published; undefined while a run is missing.
 */
export const finalSetting = (
  { task, method }: Pair,
  search: readonly TrainingJob[],
  finished: FinishedValues,
): Setting | undefined => {
  if (search.length === 0) return publishedSetting(task, method)
  const scored = search.map((job) => ({ job, score: searchScore(finished.get(keyOfJob(job))) }))
  if (scored.some(({ score }) => score === undefined)) return undefined
  const { job } = scored.reduce((best, one) =>
    (one.score as number) > (best.score as number) ? one : best,
  )
  return { spec: job.method.spec, learningRate: job.learningRate }
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
  const { backend, anyBackend = false, search } = plan
  const pairs = pairsIn(plan)
  const taken = (job: TrainingJob) => (anyBackend ? onAnyBackend(job, finished) : job)
  const all = [
    ...pairs.map((pair) => taken(untunedJob(pair, backend))),
    ...pairs.flatMap((pair) => {
      const searched = searchJobs(pair, backend, search).map(taken)
      const setting = finalSetting(pair, searched, finished)
      const tuned = setting === undefined ? [] : tunedJobs(pair, backend, setting)
      return [...searched, ...tuned.map(taken)]
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
