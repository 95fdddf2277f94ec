import { setImmediate } from 'node:timers/promises'
import { keyOf, type ProgressReporter, type Store } from '@momenta/bench-results'
import type { Task, Work } from '../tasks/Task.js'
import type { Job } from './Job.js'
import { threadJob } from './threadJob.js'
import { unitOf } from './unitOf.js'

const perMille = 1000

/** The weight of a work in the progress, a whole number. */
export const weightOf = ({ cost }: Work): number => Math.max(1, Math.round(cost * perMille))

/** Does one work and writes what it answers; a work that throws is written down as failed. */
const one = async (job: Job, work: Work, store: Store): Promise<string | undefined> => {
  const unit = unitOf(work)
  const key = keyOf(unit)
  store.append({ kind: 'start', key, unit })
  try {
    const { values, data } = await job.run(work, ({ step, values }) => {
      store.append({ kind: 'metric', key, step, values })
    })
    store.append({ kind: 'done', key, values, ...(data === undefined ? {} : { data }) })
    return undefined
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    store.append({ kind: 'failed', key, message })
    return message
  }
}

/** This thread. */
const hereJob = (tasks: readonly Task[]): Job => ({
  run: (work, tell) => (tasks.find(({ name }) => name === work.task) as Task).run(work, tell),
  close: async () => {},
})

/**
 * Does the works that are not done yet, in that many threads (in this one, if it is one), until all are done or the signal is aborted. What fails is told and the rest goes on;
 * all writing is done by this thread.
 *
 * @returns How many failed.
 */
export const execute = async (
  tasks: readonly Task[],
  works: readonly Work[],
  store: Store,
  progress: ProgressReporter,
  { signal, jobs }: { readonly signal: AbortSignal; readonly jobs: number },
): Promise<number> => {
  const waiting = works.filter((work) => {
    const done = store.done().has(keyOf(unitOf(work)))
    if (done) progress.resumed(weightOf(work))
    return !done
  })
  const queue = waiting.values()
  let failed = 0
  const lane = async (job: Job): Promise<void> => {
    for (const work of queue) {
      if (signal.aborted) break
      progress.start(work.label)
      const message = await one(job, work, store)
      if (message === undefined) progress.advance(weightOf(work))
      else {
        failed += 1
        progress.fail(`${work.label}: ${message}`, weightOf(work))
      }
      await setImmediate()
    }
    await job.close()
  }
  const lanes = Math.min(jobs, Math.max(1, waiting.length))
  await Promise.all(
    Array.from({ length: lanes }, () => lane(lanes === 1 ? hereJob(tasks) : threadJob())),
  )
  return failed
}
