import type { Aggregator } from '@momenta/aggregators'
import { kindOf } from '../kindOf.js'

const who = 'remember: the aggregator must return'

const checkNumber = (what: string, value: unknown): void => {
  if (!Number.isFinite(value))
    throw new RangeError(
      `${who} finite weights, got ${typeof value === 'number' ? value : kindOf(value)} for ${what}`,
    )
}

const checkCurrent = (weights: unknown): unknown => {
  if (typeof weights !== 'object' || weights === null || weights instanceof Promise)
    throw new TypeError(`${who} { current, entries }, got ${kindOf(weights)}`)
  const { current, entries } = weights as { readonly current?: unknown; readonly entries?: unknown }
  checkNumber('the update', current)
  return entries
}

const checkOne = (entries: unknown): void => {
  if (Array.isArray(entries))
    throw new TypeError(`${who} one weight for all entries, got ${kindOf(entries)}`)
  checkNumber('the entries', entries)
}

const checkEach = (entries: unknown, size: number): void => {
  if (!Array.isArray(entries))
    throw new TypeError(`${who} a list of weights, one for each entry, got ${kindOf(entries)}`)
  if (entries.length !== size)
    throw new RangeError(`${who} a weight for each of ${size} entries, got ${entries.length}`)
  for (let i = 0; i < size; i++) checkNumber(`entry ${i}`, entries[i])
}

/**
 * An aggregator whose weights are checked in every step: finite numbers, one for each entry or one
 * for all.
 *
 * @returns It throws TypeError or RangeError; the step then changes nothing.
 */
export const checkWeights = (aggregator: Aggregator): Aggregator =>
  aggregator.kind === 'uniform'
    ? {
        ...aggregator,
        weigh: (size: number, capacity: number) => {
          const weights = aggregator.weigh(size, capacity)
          checkOne(checkCurrent(weights))
          return weights
        },
      }
    : {
        ...aggregator,
        weigh: (keys: readonly number[], capacity: number) => {
          const weights = aggregator.weigh(keys, capacity)
          checkEach(checkCurrent(weights), keys.length)
          return weights
        },
      }
