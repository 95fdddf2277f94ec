import { type Contents, keyOf, type ResultRecord } from '@momenta/bench-results'
import type { Json } from '@momenta/optimizers'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadOutcome } from '../tasks/outcomeOf.js'
import type { Finished, Outcome, Task, Work } from '../tasks/Task.js'
import { unitOf } from './unitOf.js'

type Done = Extract<ResultRecord, { kind: 'done' }> & { readonly data?: Json }

/** The last outcome of a work that its task can read, and a line for each that it cannot. */
const readOutcome = (
  read: ReadOutcome,
  { label }: Work,
  records: readonly Done[],
): { readonly outcome: Outcome | undefined; readonly notes: readonly string[] } => {
  const all = records.map(({ id, values, data }) =>
    pipe(
      read({ values, ...(data === undefined ? {} : { data }) }),
      E.mapLeft(
        (why) =>
          `results: passed over the done line ${id} of ${label}: ${why}; run the same command again to do it anew.`,
      ),
    ),
  )
  return { outcome: RA.rights(all).at(-1), notes: RA.lefts(all) }
}

/** What the results hold of these works; `notes` has a line for each `done` that its task cannot read, which counts as not done. */
export const finishedIn = (
  tasks: readonly Task[],
  works: readonly Work[],
  records: Contents['records'],
): { readonly finished: readonly Finished[]; readonly notes: readonly string[] } => {
  const done = new Map<string, Done[]>()
  const metrics = new Map<string, Map<number, Finished['metrics'][number]>>()
  for (const record of records) {
    if (record.kind === 'done')
      done.set(record.key, [...(done.get(record.key) ?? []), record as Done])
    if (record.kind === 'metric') {
      const own = metrics.get(record.key) ?? new Map()
      metrics.set(record.key, own.set(record.step, { step: record.step, values: record.values }))
    }
  }
  const reads = new Map(tasks.map(({ name, read }) => [name, read]))
  const all = works.map((work) => {
    const key = keyOf(unitOf(work))
    const read = reads.get(work.task) ?? E.right
    const { outcome, notes } = readOutcome(read, work, done.get(key) ?? [])
    const told = [...(metrics.get(key)?.values() ?? [])].sort((a, b) => a.step - b.step)
    return { finished: outcome === undefined ? [] : [{ work, metrics: told, ...outcome }], notes }
  })
  return {
    finished: all.flatMap(({ finished }) => finished),
    notes: all.flatMap(({ notes }) => notes),
  }
}
