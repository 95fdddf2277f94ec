import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Entry, ProgressReporter, Store } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import type { Job } from '../tasks/Job.js'
import type { StoredTask } from '../tasks/StoredTask.js'
import { advancing } from './advancing.js'
import { finishedIn } from './finishedIn.js'
import type { JobRunner } from './JobRunner.js'
import { jobQueue } from './jobQueue.js'
import { knownMetrics } from './knownMetrics.js'
import { localRunner } from './localRunner.js'
import { messageOf } from './messageOf.js'
import { finishedValues, jobsOf, type Plan } from './planOf.js'
import { runJob } from './runJob.js'
import { threadRunner } from './threadRunner.js'
import { jobKey } from './unitOf.js'

const perMille = 1000

/** The weight of a job in the progress, a positive integer. */
const weightOf = ({ cost }: Job): number => Math.max(1, Math.round(cost * perMille))

/** The weight of jobs. */
export const weightOfAll = (jobs: readonly Job[]): number =>
  jobs.reduce((sum, job) => sum + weightOf(job), 0)

/** Options of {@link execute}. */
export interface ExecuteOptions {
  readonly signal: AbortSignal
  readonly threads: number
  /** The folder of checkpoints. */
  readonly checkpoints: string
  /** Milliseconds between two checkpoints of a long job. */
  readonly every: number
  /** Whether monitors measure each epoch of training. */
  readonly monitor: boolean
}

/**
 * Does the unfinished jobs of a plan in so many threads (in this one, if it is one), until all are
 * done, also those that follow from others, or the signal is aborted. A failed job is reported and
 * the others continue. Only this thread writes; when the results cannot be written all jobs stop.
 *
 * @returns The number of failed jobs, or one line that says why the results cannot be written.
 */
export const execute = async (
  tasks: readonly StoredTask[],
  plan: Plan,
  store: Store,
  progress: ProgressReporter,
  { signal, threads, checkpoints, every, monitor }: ExecuteOptions,
): Promise<E.Either<string, number>> => {
  const values = new Map(finishedValues(store.records))
  const metrics = knownMetrics(store.records)
  const all = jobsOf(plan, values)
  const { finished } = finishedIn(tasks, all, store.records)
  const done = new Set(finished.map(({ job }) => jobKey(job)))
  for (const { job } of finished) progress.resumed(weightOf(job))
  const queue = jobQueue()
  const waiting = queue.add(all.filter((job) => !done.has(jobKey(job))))
  let failed = 0
  let writeError: string | undefined
  const stopping = new AbortController()
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve())
  })
  const append = (entry: Entry): void => {
    if (writeError !== undefined) return
    try {
      store.append(entry)
    } catch (error) {
      writeError = messageOf(error)
      stopping.abort()
    }
  }
  const either = AbortSignal.any([signal, stopping.signal])
  const doJob = async (runner: JobRunner, job: Job): Promise<void> => {
    progress.start(job.label)
    const key = jobKey(job)
    const { advance, rest } = advancing(progress, weightOf(job))
    const checkpoint = join(checkpoints, `${key}.checkpoint`)
    const context = { checkpoint, every, monitor, signal: either, advance }
    const end = await runJob(runner, job, append, metrics.get(key) ?? new Set(), context)
    if (writeError !== undefined) return
    if (E.isLeft(end)) {
      failed += 1
      progress.fail(`${job.label}: ${end.left}`, rest())
    } else if (end.right !== undefined) {
      progress.advance(rest())
      values.set(key, end.right.values)
      const fresh = queue.add(plan.later(values, job.task).filter((one) => !done.has(jobKey(one))))
      if (fresh.length > 0) progress.expect(weightOfAll(fresh))
    }
  }
  const work = async (runner: JobRunner): Promise<void> => {
    while (!either.aborted) {
      const job = await queue.next()
      if (job === undefined) return
      await doJob(runner, job)
      queue.end()
      await setImmediate()
    }
  }
  const hasLater = tasks.some(({ later }) => later !== undefined)
  const count = hasLater ? threads : Math.min(threads, Math.max(1, waiting.length))
  const runners = Array.from({ length: count }, () =>
    count === 1 ? localRunner(tasks) : threadRunner(),
  )
  await Promise.race([Promise.all(runners.map(work)), stopped])
  await Promise.all(runners.map((runner) => runner.close()))
  return writeError === undefined ? E.right(failed) : E.left(writeError)
}
