import { type FinishedValues, jobsOf, nextJob } from '../jobs/nextJob.js'
import type { BackendName } from '../jobs/TrainingJob.js'
import { keyOfJob, type TrainingJob } from '../jobs/TrainingJob.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'
import { type Session, type SessionOptions, withSession } from './session.js'

const finishedIn = ({ store }: Pick<Session, 'store'>): FinishedValues =>
  new Map(
    [...store.done()].flatMap(([key, record]) =>
      record.kind === 'done' ? [[key, record.values] as const] : [],
    ),
  )

/** Runs one job, unless it is finished; returns the exit code. */
export const runOne = (job: TrainingJob, options: SessionOptions): Promise<number> =>
  withSession(options, job.task.cost, async ({ store, run, progress }) => {
    if (store.done().has(keyOfJob(job))) {
      progress.note('this run is finished; nothing to do')
      return 0
    }
    return (await run(job)) ? 0 : 130
  })

/**
 * Runs the jobs of tasks one after the other. A job that fails is reported and skipped.
 *
 * @returns The exit code: 1 if a job failed.
 */
export const runQueue = (
  tasks: readonly TrainingTask[],
  backend: BackendName,
  options: SessionOptions,
): Promise<number> => {
  const total = jobsOf(tasks, backend, new Map()).reduce((sum, { task }) => sum + task.cost, 0)
  return withSession(options, total, async (session) => {
    const { store, signal, progress, run } = session
    const failed = new Set<string>()
    for (const { task } of jobsOf(tasks, backend, finishedIn(session)).filter((job) =>
      store.done().has(keyOfJob(job)),
    ))
      progress.resumed(task.cost)
    for (;;) {
      const job = nextJob(tasks, backend, finishedIn(session), failed)
      if (job === undefined || signal.aborted) break
      try {
        await run(job)
      } catch (error) {
        const key = keyOfJob(job)
        const message = error instanceof Error ? error.message : String(error)
        failed.add(key)
        store.append({ kind: 'failed', key, message })
        progress.fail(message, job.task.cost)
      }
    }
    return failed.size > 0 ? 1 : 0
  })
}
