import type { Contents, ResultRecord } from '@momenta/bench-results'
import type { Json } from '@momenta/optimizers'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import type { Job, Metric } from '../tasks/Job.js'
import type { StoredFinished, StoredOutcome, StoredTask } from '../tasks/StoredTask.js'
import { jobKey } from './unitOf.js'

type Done = Extract<ResultRecord, { kind: 'done' }> & { readonly data?: Json }

/** The last outcome of a job that its task can read, and a note for each that it cannot. */
const readOutcome = (
  read: StoredTask['read'],
  { label }: Job,
  records: readonly Done[],
): { readonly outcome: StoredOutcome | undefined; readonly notes: readonly string[] } => {
  const all = records.map(({ id, values, data }) =>
    pipe(
      read({ values, ...(data === undefined ? {} : { data }) }),
      E.mapLeft(
        (why) =>
          `results: skipped the done line ${id} of ${label}: ${why}; run the same command again to repeat the job.`,
      ),
    ),
  )
  return { outcome: RA.rights(all).at(-1), notes: RA.lefts(all) }
}

/**
 * The finished jobs in the results. `notes` has a line for each `done` record that its task cannot
 * read; such a job counts as unfinished.
 */
export const finishedIn = (
  tasks: readonly StoredTask[],
  jobs: readonly Job[],
  records: Contents['records'],
): { readonly finished: readonly StoredFinished[]; readonly notes: readonly string[] } => {
  const done = new Map<string, Done[]>()
  const metrics = new Map<string, Map<number, Metric>>()
  for (const record of records) {
    if (record.kind === 'done')
      done.set(record.key, [...(done.get(record.key) ?? []), record as Done])
    if (record.kind === 'metric') {
      const own = metrics.get(record.key) ?? new Map()
      metrics.set(record.key, own.set(record.step, { step: record.step, values: record.values }))
    }
  }
  const readers = new Map(tasks.map(({ name, read }) => [name, read]))
  const all = jobs.map((job) => {
    const key = jobKey(job)
    const read = readers.get(job.task) ?? E.right
    const { outcome, notes } = readOutcome(read, job, done.get(key) ?? [])
    const own = [...(metrics.get(key)?.values() ?? [])].sort((a, b) => a.step - b.step)
    return { finished: outcome === undefined ? [] : [{ job, metrics: own, ...outcome }], notes }
  })
  return {
    finished: all.flatMap(({ finished }) => finished),
    notes: all.flatMap(({ notes }) => notes),
  }
}
