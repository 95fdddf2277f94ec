import { once } from 'node:events'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ProgressReporter, Store } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import type { Job } from '../tasks/Job.js'
import type { StoredTask } from '../tasks/StoredTask.js'
import { advancing } from './advancing.js'
import { finishedIn } from './finishedIn.js'
import type { JobRunner } from './JobRunner.js'
import { jobQueue } from './jobQueue.js'
import { weightOf, weightOfAll } from './jobWeight.js'
import { knownMetrics } from './knownMetrics.js'
import { localRunner } from './localRunner.js'
import { finishedValues, jobsOf, type Plan } from './planOf.js'
import { resultWriter } from './resultWriter.js'
import { runJob } from './runJob.js'
import { threadRunner } from './threadRunner.js'
import { jobKey } from './unitOf.js'

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
 * the others continue, but for those of a task whose data cannot be loaded. Only this thread writes
 * results; when they or a checkpoint cannot be written, all jobs stop.
 *
 * @returns The number of failed and skipped jobs, or one line that says what cannot be written.
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
  const unfinished = (jobs: readonly Job[]) => jobs.filter((job) => !done.has(jobKey(job)))
  const waiting = queue.add(unfinished(all))
  const writer = resultWriter(store)
  const either = AbortSignal.any([signal, writer.signal])
  let failed = 0

  const doJob = async (runner: JobRunner, job: Job): Promise<void> => {
    progress.start(job.label)
    const key = jobKey(job)
    const { advance, rest } = advancing(progress, weightOf(job))
    const checkpoint = join(checkpoints, `${key}.checkpoint`)
    const context = { checkpoint, every, monitor, signal: either, advance }
    const end = await runJob(runner, job, writer.append, metrics.get(key) ?? new Set(), context)
    if (writer.reason() !== undefined) return
    if (E.isRight(end)) {
      if (end.right === undefined) return
      progress.advance(rest())
      values.set(key, end.right.values)
      const fresh = queue.add(unfinished(plan.later(values, job.task)))
      if (fresh.length > 0) progress.expect(weightOfAll(fresh))
      return
    }
    const { message, scope } = end.left
    if (scope === 'run') return writer.stop(message)
    const skipped = scope === 'task' ? queue.drop(job.task) : []
    const more =
      skipped.length === 0 ? '' : `; ${skipped.length} more jobs of ${job.task} are skipped`
    failed += 1 + skipped.length
    progress.fail(`${message}${more}`, rest() + weightOfAll(skipped), job.label)
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
  await Promise.race([Promise.all(runners.map(work)), once(writer.signal, 'abort')])
  await Promise.all(runners.map((runner) => runner.close()))
  const reason = writer.reason()
  return reason === undefined ? E.right(failed) : E.left(reason)
}
