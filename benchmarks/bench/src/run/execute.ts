import { setImmediate } from 'node:timers/promises'
import { keyOf, type ProgressReporter, type Store } from '@momenta/bench-results'
import type { Task, Work } from '../tasks/Task.js'
import { unitOf } from './unitOf.js'

const perMille = 1000

/** The weight of a work in the progress, a whole number. */
export const weightOf = ({ cost }: Work): number => Math.max(1, Math.round(cost * perMille))

/** Does one work and writes what it answers; a work that throws is written down as failed. */
const one = async (task: Task, work: Work, store: Store): Promise<string | undefined> => {
  const unit = unitOf(work)
  const key = keyOf(unit)
  store.append({ kind: 'start', key, unit })
  try {
    const { values, data } = await task.run(work, ({ step, values }) =>
      store.append({ kind: 'metric', key, step, values }),
    )
    store.append({ kind: 'done', key, values, ...(data === undefined ? {} : { data }) })
    return undefined
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    store.append({ kind: 'failed', key, message })
    return message
  }
}

/**
 * Does the works that are not done yet, one after the other, until all are done or the signal is aborted. What fails is told and the rest goes on.
 *
 * @returns How many failed.
 */
export const execute = async (
  tasks: readonly Task[],
  works: readonly Work[],
  store: Store,
  progress: ProgressReporter,
  signal: AbortSignal,
): Promise<number> => {
  const waiting = works.filter((work) => {
    const done = store.done().has(keyOf(unitOf(work)))
    if (done) progress.resumed(weightOf(work))
    return !done
  })
  let failed = 0
  for (const work of waiting) {
    if (signal.aborted) break
    const task = tasks.find(({ name }) => name === work.task) as Task
    progress.start(work.label)
    const message = await one(task, work, store)
    if (message === undefined) progress.advance(weightOf(work))
    else {
      failed += 1
      progress.fail(`${work.label}: ${message}`, weightOf(work))
    }
    await setImmediate()
  }
  return failed
}
