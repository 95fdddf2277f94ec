import { setImmediate } from 'node:timers/promises'
import type { Entry, ProgressReporter, Store } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Job } from '../tasks/Job.js'
import type { StoredTask } from '../tasks/StoredTask.js'
import { finishedIn } from './finishedIn.js'
import type { JobRunner } from './JobRunner.js'
import { localRunner } from './localRunner.js'
import { messageOf } from './messageOf.js'
import { threadRunner } from './threadRunner.js'
import { jobKey, unitOf } from './unitOf.js'

const perMille = 1000

/** The weight of a job in the progress, a positive integer. */
export const weightOf = ({ cost }: Job): number => Math.max(1, Math.round(cost * perMille))

/** Does a job and writes its outcome; returns the message of a job that failed. */
const runJob = async (
  runner: JobRunner,
  job: Job,
  append: (entry: Entry) => void,
): Promise<string | undefined> => {
  const unit = unitOf(job)
  const key = jobKey(job)
  append({ kind: 'start', key, unit })
  const outcome = await TE.tryCatch(
    () => runner.run(job, ({ step, values }) => append({ kind: 'metric', key, step, values })),
    messageOf,
  )()
  if (E.isLeft(outcome)) {
    append({ kind: 'failed', key, message: outcome.left })
    return outcome.left
  }
  const { values, data } = outcome.right
  append({ kind: 'done', key, values, ...(data === undefined ? {} : { data }) })
  return undefined
}

/**
 * Does the unfinished jobs in so many threads (in this one, if it is one), until all are done or
 * the signal is aborted. A failed job is reported and the others continue. Only this thread writes;
 * when the results cannot be written all jobs stop.
 *
 * @returns The number of failed jobs, or one line that says why the results cannot be written.
 */
export const execute = async (
  tasks: readonly StoredTask[],
  jobs: readonly Job[],
  store: Store,
  progress: ProgressReporter,
  { signal, threads }: { readonly signal: AbortSignal; readonly threads: number },
): Promise<E.Either<string, number>> => {
  const { finished } = finishedIn(tasks, jobs, store.records)
  const done = new Set(finished.map(({ job }) => jobKey(job)))
  const waiting = jobs.filter((job) => !done.has(jobKey(job)))
  for (const { job } of finished) progress.resumed(weightOf(job))
  const queue = waiting.values()
  let failed = 0
  let writeError: string | undefined
  let stop = (): void => {}
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  const append = (entry: Entry): void => {
    if (writeError !== undefined) return
    try {
      store.append(entry)
    } catch (error) {
      writeError = messageOf(error)
      stop()
    }
  }
  const work = async (runner: JobRunner): Promise<void> => {
    for (const job of queue) {
      if (signal.aborted || writeError !== undefined) return
      progress.start(job.label)
      const message = await runJob(runner, job, append)
      if (writeError !== undefined) return
      if (message === undefined) progress.advance(weightOf(job))
      else {
        failed += 1
        progress.fail(`${job.label}: ${message}`, weightOf(job))
      }
      await setImmediate()
    }
  }
  const count = Math.min(threads, Math.max(1, waiting.length))
  const runners = Array.from({ length: count }, () =>
    count === 1 ? localRunner(tasks) : threadRunner(),
  )
  await Promise.race([Promise.all(runners.map(work)), stopped])
  await Promise.all(runners.map((runner) => runner.close()))
  return writeError === undefined ? E.right(failed) : E.left(writeError)
}
