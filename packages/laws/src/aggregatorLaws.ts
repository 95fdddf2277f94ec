import type { Aggregator, Weights } from '@momenta/aggregators'
import { weightsOf } from '@momenta/aggregators/weights'
import { firstBroken } from './firstBroken.js'
import type { Law } from './Law.js'

const memories: readonly (readonly number[])[] = [[1], [2, 2], [3, 1, 2], [1e-8, 1e8, 0, 5, 5]]
const capacity = 5

const isBase = ({ current, entries }: Weights) => current === 1 && entries === 0
const list = ({ entries }: Weights, size: number): readonly number[] =>
  typeof entries === 'number' ? Array.from({ length: size }, () => entries) : entries

const law = (
  name: string,
  holds: (aggregator: Aggregator, keys: readonly number[]) => boolean,
): Law<Aggregator> => ({
  name,
  check: (aggregator) =>
    firstBroken(memories, (keys) =>
      holds(aggregator, Object.freeze(keys.slice()))
        ? undefined
        : `${name}: broken by keys [${keys}]`,
    ),
})

/**
 * The laws of every aggregator.
 *
 * @example
 * import { meanOfEntries } from '@momenta/aggregators'
 * import { aggregatorLaws } from '@momenta/laws'
 *
 * aggregatorLaws.map(({ check }) => check(meanOfEntries())).every((broken) => broken === undefined) // => true
 */
export const aggregatorLaws: readonly Law<Aggregator>[] = [
  law('an empty buffer gives the base', (aggregator) =>
    isBase(weightsOf(aggregator, [], capacity)),
  ),
  law('kappa 0 gives the base', (aggregator, keys) =>
    isBase(weightsOf(aggregator, keys, capacity, 0)),
  ),
  law('there is a weight for each entry', (aggregator, keys) => {
    const weights = weightsOf(aggregator, keys, capacity, 1)
    return list(weights, keys.length).length === keys.length
  }),
  law(
    'a uniform aggregator has one weight for all entries, a weighted one a list',
    (aggregator, keys) => {
      const { entries } = weightsOf(aggregator, keys, capacity, 1)
      return (aggregator.kind === 'uniform') === (typeof entries === 'number')
    },
  ),
  law('all weights are finite', (aggregator, keys) => {
    const weights = weightsOf(aggregator, keys, capacity, 1)
    return [weights.current, ...list(weights, keys.length)].every(Number.isFinite)
  }),
  law('the weights are linear in kappa', (aggregator, keys) => {
    const full = weightsOf(aggregator, keys, capacity, 1)
    const half = weightsOf(aggregator, keys, capacity, 0.5)
    const ends = list(full, keys.length)
    // one rounding of numbers of size 1
    const close = (a: number, b: number) => Math.abs(a - b) <= 1e-15
    return (
      close(half.current, (1 + full.current) / 2) &&
      list(half, keys.length).every((weight, i) => close(weight, (ends[i] as number) / 2))
    )
  }),
]
