import { setImmediate } from 'node:timers/promises'
import { type Entry, keyOf, type ProgressReporter, type Store } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Task, Work } from '../tasks/Task.js'
import { finishedIn } from './finishedIn.js'
import type { Job } from './Job.js'
import { threadJob } from './threadJob.js'
import { unitOf } from './unitOf.js'

const perMille = 1000

/** The weight of a work in the progress, a whole number. */
export const weightOf = ({ cost }: Work): number => Math.max(1, Math.round(cost * perMille))

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Does one work and writes its outcome; a work that throws is written down as failed. */
const one = async (
  job: Job,
  work: Work,
  append: (entry: Entry) => void,
): Promise<string | undefined> => {
  const unit = unitOf(work)
  const key = keyOf(unit)
  append({ kind: 'start', key, unit })
  const outcome = await TE.tryCatch(
    () => job.run(work, ({ step, values }) => append({ kind: 'metric', key, step, values })),
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

/** This thread. */
const hereJob = (tasks: readonly Task[]): Job => ({
  run: (work, tell) => (tasks.find(({ name }) => name === work.task) as Task).run(work, tell),
  close: async () => {},
})

/**
 * Does the works that are not finished yet, in that many threads (in this one, if it is one), until all are done or the
 * signal is aborted. What fails is told and the rest goes on; all writing is done by this thread. Where the results cannot
 * be written any more all work stops: what cannot be kept must not be computed.
 *
 * @returns How many failed, or one line that says why the results cannot be written.
 */
export const execute = async (
  tasks: readonly Task[],
  works: readonly Work[],
  store: Store,
  progress: ProgressReporter,
  { signal, jobs }: { readonly signal: AbortSignal; readonly jobs: number },
): Promise<E.Either<string, number>> => {
  const { finished } = finishedIn(tasks, works, store.records)
  const done = new Set(finished.map(({ work }) => keyOf(unitOf(work))))
  const waiting = works.filter((work) => !done.has(keyOf(unitOf(work))))
  for (const { work } of finished) progress.resumed(weightOf(work))
  const queue = waiting.values()
  let failed = 0
  let lost: string | undefined
  let stop = (): void => {}
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  const append = (entry: Entry): void => {
    if (lost !== undefined) return
    try {
      store.append(entry)
    } catch (error) {
      lost = messageOf(error)
      stop()
    }
  }
  const lane = async (job: Job): Promise<void> => {
    for (const work of queue) {
      if (signal.aborted || lost !== undefined) return
      progress.start(work.label)
      const message = await one(job, work, append)
      if (lost !== undefined) return
      if (message === undefined) progress.advance(weightOf(work))
      else {
        failed += 1
        progress.fail(`${work.label}: ${message}`, weightOf(work))
      }
      await setImmediate()
    }
  }
  const lanes = Math.min(jobs, Math.max(1, waiting.length))
  const own = Array.from({ length: lanes }, () => (lanes === 1 ? hereJob(tasks) : threadJob()))
  await Promise.race([Promise.all(own.map(lane)), stopped])
  await Promise.all(own.map((job) => job.close()))
  return lost === undefined ? E.right(failed) : E.left(lost)
}
