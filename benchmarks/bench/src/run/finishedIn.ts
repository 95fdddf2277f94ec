import { type Contents, keyOf, type ResultRecord } from '@momenta/bench-results'
import type { Json } from '@momenta/optimizers'
import type { Finished, Work } from '../tasks/Task.js'
import { unitOf } from './unitOf.js'

type Done = Extract<ResultRecord, { kind: 'done' }>

/** What the results hold of these works. */
export const finishedIn = (
  works: readonly Work[],
  records: Contents['records'],
): readonly Finished[] => {
  const done = new Map<string, Done>()
  const metrics = new Map<string, Map<number, Finished['metrics'][number]>>()
  for (const record of records) {
    if (record.kind === 'done') done.set(record.key, record as Done)
    if (record.kind === 'metric') {
      const own = metrics.get(record.key) ?? new Map()
      metrics.set(record.key, own.set(record.step, { step: record.step, values: record.values }))
    }
  }
  return works.flatMap((work) => {
    const key = keyOf(unitOf(work))
    const record = done.get(key)
    if (record === undefined) return []
    const told = [...(metrics.get(key)?.values() ?? [])].sort((a, b) => a.step - b.step)
    const { values, data } = record as Done & { readonly data?: Json }
    return [{ work, values, metrics: told, ...(data === undefined ? {} : { data }) }]
  })
}
