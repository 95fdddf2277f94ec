import type { ResultRecord } from '@momenta/bench-results'

/** The steps of each job whose metrics are in the results. */
export const knownMetrics = (
  records: readonly ResultRecord[],
): ReadonlyMap<string, Set<number>> => {
  const known = new Map<string, Set<number>>()
  for (const record of records)
    if (record.kind === 'metric')
      known.set(record.key, (known.get(record.key) ?? new Set()).add(record.step))
  return known
}
