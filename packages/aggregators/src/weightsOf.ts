import { show } from '@momenta/options'
import type { Aggregator, Weights } from './Aggregator.js'

const base: Weights = { current: 1, entries: 0 }

/**
 * The weights of an aggregator: current' = 1 + κ (current − 1), entries' = κ entries.
 *
 * For an empty buffer and for κ = 0 they are those of the base, current 1 and entries 0.
 *
 * @param keys - The keys of the entries.
 * @param capacity - C, the maximum number of entries.
 * @param kappa - Default the aggregator's own.
 *
 * @throws TypeError without an aggregator and a list of keys.
 *
 * @example
 * import { meanOfEntries } from '@momenta/aggregators'
 * import { weightsOf } from '@momenta/aggregators/weights'
 *
 * weightsOf(meanOfEntries(), [3, 1, 2, 5], 5) // => { current: 0, entries: 0.25 }
 * weightsOf(meanOfEntries(), [3, 1, 2, 5], 5, 0.5) // => { current: 0.5, entries: 0.125 }
 * weightsOf(meanOfEntries(), [], 5) // => { current: 1, entries: 0 }
 */
export const weightsOf = (
  aggregator: Aggregator,
  keys: readonly number[],
  capacity: number,
  kappa: number = aggregator?.kappa,
): Weights => {
  if (!Array.isArray(keys) || typeof aggregator?.weigh !== 'function')
    throw new TypeError(
      `weightsOf: call it as weightsOf(aggregator, keys, capacity), got ${[aggregator, keys].map(show).join(', ')}`,
    )
  if (keys.length === 0 || kappa === 0) return base
  const { current, entries }: Weights =
    aggregator.kind === 'uniform'
      ? aggregator.weigh(keys.length, capacity)
      : aggregator.weigh(keys, capacity)
  if (kappa === 1) return { current, entries }
  return {
    current: 1 + kappa * (current - 1),
    entries: typeof entries === 'number' ? kappa * entries : entries.map((w) => kappa * w),
  }
}
