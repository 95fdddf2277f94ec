import { once, setMaxListeners } from 'node:events'
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
import { processRunner } from './processRunner.js'
import { resultWriter } from './resultWriter.js'
import { runJob } from './runJob.js'
import { jobKey } from './unitOf.js'

/** Options of {@link execute}. */
export interface ExecuteOptions {
  readonly signal: AbortSignal
  /** The jobs that run at a time. */
  readonly processes: number
  /** Does jobs one after the other; by default in this process, where several run in others. */
  readonly runner?: () => JobRunner
  /** The folder of checkpoints. */
  readonly checkpoints: string
  /** Milliseconds between two checkpoints of a long job. */
  readonly every: number
  /** Whether monitors measure each epoch of training. */
  readonly monitor: boolean
}

/**
 * Does the unfinished jobs of a plan in so many processes (in this one, if it is one), until all
 * are done, also those that follow from others, or the signal is aborted. A failed job is reported
 * and the others continue, but for those of a task whose data cannot be loaded. Only this process
 * writes results; when they or a checkpoint cannot be written, all jobs stop.
 *
 * @returns The number of failed and skipped jobs, or one line that says what cannot be written.
 */
export const execute = async (
  tasks: readonly StoredTask[],
  plan: Plan,
  store: Store,
  progress: ProgressReporter,
  { signal, processes, runner, checkpoints, every, monitor }: ExecuteOptions,
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
  // each process listens: Node warns of more than ten listeners
  setMaxListeners(processes + 1, either)
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
  const count = hasLater ? processes : Math.min(processes, Math.max(1, waiting.length))
  const runnerOf = runner ?? (count === 1 ? () => localRunner(tasks) : () => processRunner())
  const runners = Array.from({ length: count }, () => runnerOf())
  await Promise.race([Promise.all(runners.map(work)), once(writer.signal, 'abort')])
  await Promise.all(runners.map((runner) => runner.close()))
  const reason = writer.reason()
  return reason === undefined ? E.right(failed) : E.left(reason)
}
