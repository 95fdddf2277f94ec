import { oneLine, readStore } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import { type FinishedValues, jobsOf, nextJob, type Plan } from '../jobs/nextJob.js'
import { keyOfJob, type TrainingJob } from '../jobs/TrainingJob.js'
import { foldersOf } from './folders.js'
import { resultsTable } from './resultsTable.js'
import { type Session, type SessionOptions, version, withSession } from './session.js'

const finishedIn = ({ store }: Pick<Session, 'store'>): FinishedValues =>
  new Map(
    [...store.done()].flatMap(([key, record]) =>
      record.kind === 'done' ? [[key, record.values] as const] : [],
    ),
  )

const costOf = (jobs: readonly TrainingJob[]): number =>
  jobs.reduce((sum, { task }) => sum + task.cost, 0)

/**
 * The finished runs of a folder as a table.
 *
 * @throws Error with one line if the folder cannot be read.
 */
export const printTable = (out: string): string => {
  const contents = readStore(foldersOf(out).runs, { version })
  if (E.isLeft(contents)) throw new Error(contents.left)
  return resultsTable(contents.right.records)
}

/** Runs one job, unless it is finished; returns the exit code. */
export const runOne = (job: TrainingJob, options: SessionOptions): Promise<number> =>
  withSession(options, job.task.cost, async ({ store, run, progress }) => {
    if (store.done().has(keyOfJob(job))) {
      progress.resumed(job.task.cost)
      return 0
    }
    return (await run(job)) ? 0 : 130
  })

/** Runs a job of a queue; returns its key if it failed. */
const runSafely = async ({ run, store, progress }: Session, job: TrainingJob) => {
  const key = keyOfJob(job)
  try {
    await run(job)
    return undefined
  } catch (error) {
    const message = oneLine(error instanceof Error ? error.message : String(error))
    store.append({ kind: 'failed', key, message })
    progress.fail(message, job.task.cost)
    return key
  }
}

/**
 * Runs the jobs of a plan one after the other. A job that fails is reported and skipped.
 *
 * @returns The exit code: 1 if a job failed.
 */
export const runQueue = (plan: Plan, options: SessionOptions): Promise<number> =>
  withSession(options, costOf(jobsOf(plan, new Map())), async (session) => {
    const failed = new Set<string>()
    const before = finishedIn(session)
    session.progress.resumed(
      costOf(jobsOf(plan, new Map()).filter((job) => before.has(keyOfJob(job)))),
    )
    while (!session.signal.aborted) {
      const job = nextJob(plan, finishedIn(session), failed)
      if (job === undefined) break
      const key = await runSafely(session, job)
      if (key !== undefined) failed.add(key)
    }
    return failed.size > 0 ? 1 : 0
  })
