import type { Policy } from '@momenta/policies'
import { firstBroken } from './firstBroken.js'
import type { Law } from './Law.js'

/** Sequences of keys: rising, falling, tied, over many decades, with keys that are not finite. */
const runs: readonly (readonly number[])[] = [
  [1, 2, 3, 4, 5, 6, 7, 8],
  [8, 7, 6, 5, 4, 3, 2, 1],
  [2, 2, 2, 2, 2, 2],
  [1e-8, 1e8, 1, 1e-4, 0, 3, 1e4, 0, 2],
  [3, Number.NaN, 1, Number.POSITIVE_INFINITY, 2, Number.NaN, 5, 4, 6],
]
const capacities = [0, 1, 2, 5]

interface Offer {
  readonly before: readonly number[]
  readonly newcomer: number
  readonly capacity: number
  readonly count: number
}

/** Every offer of the runs at each capacity, as the policy itself leads to it. */
const offers = (policy: Policy): readonly Offer[] =>
  capacities.flatMap((capacity) =>
    runs.flatMap((run) => {
      let keys: readonly number[] = []
      return run.map((newcomer, count) => {
        const before = keys
        keys = policy(keys, newcomer, { capacity, count }).keys
        return { before, newcomer, capacity, count }
      })
    }),
  )

const law = (
  name: string,
  holds: (decision: ReturnType<Policy>, offer: Offer, policy: Policy) => boolean,
): Law<Policy> => ({
  name,
  check: (policy) =>
    firstBroken(offers(policy), (offer) => {
      const { before, newcomer, capacity, count } = offer
      const given = Object.freeze(before.slice())
      try {
        const decision = policy(given, newcomer, { capacity, count })
        return holds(decision, offer, policy)
          ? undefined
          : `${name}: broken by keys [${before}], newcomer ${newcomer}, capacity ${capacity}, count ${count}: ${JSON.stringify(decision)}`
      } catch (error) {
        return `${name}: threw ${error} for keys [${before}], newcomer ${newcomer}`
      }
    }),
})

/**
 * The laws of every policy.
 *
 * @example
 * import { policyLaws } from '@momenta/laws'
 * import { fifo } from '@momenta/policies'
 *
 * policyLaws.map(({ check }) => check(fifo())).every((broken) => broken === undefined) // => true
 */
export const policyLaws: readonly Law<Policy>[] = [
  law('a policy never exceeds its capacity', ({ keys }, { capacity }) => keys.length <= capacity),
  law(
    'a slot lies among the entries, or directly after them while there is room',
    ({ slot }, { before, capacity }) =>
      slot === undefined ||
      (Number.isInteger(slot) && slot >= 0 && slot <= before.length && slot < capacity),
  ),
  law(
    'there are as many keys as entries',
    ({ keys, slot }, { before }) =>
      keys.length === before.length + (slot === before.length ? 1 : 0),
  ),
  law(
    'a newcomer without a finite key is not kept',
    ({ slot }, { newcomer }) => Number.isFinite(newcomer) || slot === undefined,
  ),
  law(
    'while there is room every newcomer with a finite key is kept',
    ({ slot }, { newcomer, before, capacity }) =>
      !Number.isFinite(newcomer) || before.length >= capacity || slot === before.length,
  ),
  law('every key is finite', ({ keys }) => keys.every(Number.isFinite)),
  law(
    'the same offer gets the same decision',
    (decision, { before, newcomer, capacity, count }, policy) =>
      JSON.stringify(policy(before, newcomer, { capacity, count })) === JSON.stringify(decision),
  ),
]
