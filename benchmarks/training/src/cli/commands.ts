import { oneLine, readStore, scopeOf } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import { type FinishedValues, isScored, jobsOf, nextJob, type Plan } from '../jobs/nextJob.js'
import { costOf, keyOfJob, labelOf, type TrainingJob } from '../jobs/TrainingJob.js'
import { foldersOf } from './folders.js'
import { resultsTable } from './resultsTable.js'
import { type Session, type SessionOptions, version, withSession } from './session.js'

const finishedIn = ({ store }: Pick<Session, 'store'>): FinishedValues =>
  new Map(
    [...store.done()].flatMap(([key, record]) =>
      record.kind === 'done' && isScored(record.values) ? [[key, record.values] as const] : [],
    ),
  )

const costOfAll = (jobs: readonly TrainingJob[]): number =>
  jobs.reduce((sum, job) => sum + costOf(job), 0)

/**
 * The finished runs of a folder as a table.
 *
 * @param note - Called with a line for each problem of a file.
 *
 * @throws Error with one line if the folder cannot be read.
 */
export const tableOf = (out: string, note: (line: string) => void): string => {
  const contents = readStore(foldersOf(out).runs, { version })
  if (E.isLeft(contents)) throw new Error(contents.left)
  for (const line of contents.right.notes) note(line)
  return resultsTable(contents.right.records)
}

/** Runs one job, unless it is finished; returns the exit code. */
export const runOne = (job: TrainingJob, options: SessionOptions): Promise<number> =>
  withSession(options, costOf(job), async ({ store, run, progress }) => {
    if (finishedIn({ store }).has(keyOfJob(job))) {
      progress.resumed(costOf(job))
      return 0
    }
    return (await run(job)) ? 0 : 130
  })

/** What of a queue is not to be tried again: failed jobs, and tasks without their data. */
interface Excluded {
  readonly keys: Set<string>
  readonly tasks: Set<string>
}

/**
 * Runs a job of a queue, and excludes it if it fails.
 *
 * @throws Error if results or checkpoints cannot be written.
 */
const runSafely = async (
  { run, store, progress }: Session,
  job: TrainingJob,
  { keys, tasks }: Excluded,
): Promise<void> => {
  const key = keyOfJob(job)
  try {
    await run(job)
  } catch (error) {
    const scope = scopeOf(error)
    if (scope === 'run') throw error
    const message = oneLine(error instanceof Error ? error.message : String(error))
    store.append({ kind: 'failed', key, message })
    keys.add(key)
    const { name } = job.task
    if (scope === 'task') tasks.add(name)
    const more = scope === 'task' ? `; the other jobs of ${name} are skipped` : ''
    progress.fail(`${message}${more}`, costOf(job), labelOf(job))
  }
}

/**
 * Runs the jobs of a plan one after the other. A job that fails is reported and skipped, and all
 * jobs of a task whose data cannot be loaded; the queue stops if nothing can be written.
 *
 * @returns The exit code: 1 if a job failed.
 * @throws Error with one line if results or checkpoints cannot be written.
 */
export const runQueue = (plan: Plan, options: SessionOptions): Promise<number> =>
  withSession(options, costOfAll(jobsOf(plan, new Map())), async (session) => {
    const excluded: Excluded = { keys: new Set(), tasks: new Set() }
    const isExcluded = (job: TrainingJob) =>
      excluded.keys.has(keyOfJob(job)) || excluded.tasks.has(job.task.name)
    const before = finishedIn(session)
    const first = new Set(jobsOf(plan, new Map()).map(labelOf))
    const isResumed = (job: TrainingJob) => first.has(labelOf(job)) && before.has(keyOfJob(job))
    session.progress.resumed(costOfAll(jobsOf(plan, before).filter(isResumed)))
    while (!session.signal.aborted) {
      const job = nextJob(plan, finishedIn(session), isExcluded)
      if (job === undefined) break
      await runSafely(session, job, excluded)
    }
    return excluded.keys.size > 0 ? 1 : 0
  })
