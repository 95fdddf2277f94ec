import { type Aggregator, currentPlusMean, weightsOf } from '@momenta/aggregators'
import {
  choice,
  defineFactory,
  type Factory,
  hyperparameter,
  hyperparameters,
  number,
  type OptionsOf,
  optional,
  part,
  ranges,
  structuralOptions,
} from '@momenta/options'
import { type Policy, priority } from '@momenta/policies'
import type { Plan, Scalars } from '../Description.js'
import { describe } from '../describe.js'
import { dictionary } from '../dictionary.js'
import { kindOf } from '../kindOf.js'
import type { Transform } from '../Transform.js'
import { checkedAggregator } from './checkedAggregator.js'
import { gradientNorm } from './gradientNorm.js'
import type { Key } from './Key.js'
import { emptyMemory, type Memories, type Memory } from './Memory.js'
import { offer } from './offer.js'
import { uniformMemory } from './uniformMemory.js'
import { weightedMemory } from './weightedMemory.js'

const options = {
  /** C, the number of entries that the memory holds: a non-negative integer; 0 is the identity. Default 5. */
  capacity: number(ranges.count, 5),
  /** Which entries it keeps. Default `priority()`. */
  policy: part('policy', (): Policy => priority()),
  /** How entries and update are combined. Default `currentPlusMean()`, the paper's equation (6). */
  aggregator: part('aggregator', (): Aggregator => currentPlusMean()),
  /** What entries are ranked by. Default `gradientNorm()`. */
  key: part('key', (): Key => gradientNorm()),
  /** Whether the aggregate is taken before or after this step's value is offered. Default 'before'. */
  read: choice(['before', 'after'], 'before'),
  /** κ >= 0, the strength of the memory: 0 the base, 1 the aggregator. Default that of the aggregator, 1. */
  kappa: optional(hyperparameter(ranges.nonNegative, 1)),
}

/** Options of {@link remember}; the defaults are the paper's. */
export interface RememberOptions extends OptionsOf<typeof options> {}

const keyFrom = ({ name, from }: Key, norms: readonly number[]): number => {
  const key: unknown = from(norms)
  if (typeof key !== 'number')
    throw new TypeError(`remember: key ${name} must return a number, got ${kindOf(key)}`)
  return key
}

/**
 * Remembers what passes and lets the memory speak: u' = w·u + Σ wᵢ eᵢ over the entries e, with weights from the aggregator.
 *
 * Each step offers u with a key; the policy decides from the keys alone whether and where it is kept. An entry is the tensor itself, so
 * storing copies nothing. Memory: capacity + 1 copies of the parameters (the entries and their running sum; without the sum for aggregators that
 * weigh entries one by one); time per step does not grow with the capacity.
 *
 * A key that is NaN or infinite cannot be ranked: that value is not kept, and the entries stay as they are. The aggregate of the
 * same step still contains u, so put `applyIfFinite` around a chain that may see such gradients.
 *
 * Entries are given up for others only: where the gradients become 0, no key of 0 is greater than theirs, and a full memory goes
 * on contributing what it holds. Keys that decay end at the least number of float64, 5e-324, and any greater key replaces them.
 *
 * With capacity 0, with an empty memory and with kappa 0, u passes unchanged, bit for bit.
 *
 * Hyperparameters: `kappa` >= 0, the strength of the memory: 0 the base, 1 the aggregator.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type. From a step, if the key,
 * the policy or the aggregator return something else than numbers that fit the memory; the iterate stays as it was.
 *
 * Source: critical gradients, McRae et al., arXiv 2106.10708; critical momenta, arXiv 2307.09638, equations (3) to (6).
 *
 * @example
 * import { remember } from '@momenta/core'
 *
 * remember({ capacity: 20 })[0]?.name // => 'remember'
 */
export const remember: Factory<RememberOptions, Transform> = defineFactory(
  'remember',
  options,
  (given) => {
    const { capacity, policy, aggregator, key, read, kappa: strength = aggregator.kappa } = given
    const weighing = checkedAggregator(aggregator)
    const form = aggregator.kind === 'uniform' ? uniformMemory(read) : weightedMemory(read)
    const step = (
      memory: Memory,
      newcomer: number,
      kappa: number,
    ): { next: Memory; plan: Plan<Scalars> } => {
      const offered = offer(policy, capacity, memory, newcomer)
      const speaking = read === 'before' ? memory.keys : offered.memory.keys
      const weights = weightsOf(weighing, speaking, capacity, kappa)
      return { next: offered.memory, plan: form.plan(offered, weights) }
    }
    return capacity === 0
      ? []
      : describe<string, Scalars, Memories>({
          name: 'remember',
          slots: form.slots,
          hyper: hyperparameters('remember', { kappa: [strength, ranges.nonNegative] }),
          options: {
            ...structuralOptions(options, given),
            key: { name: key.name, perLeaf: key.perLeaf },
          },
          needs: [key.of],
          init: (leaves) =>
            key.perLeaf
              ? { byLeaf: dictionary(leaves.map(({ name }) => [name, emptyMemory])) }
              : { shared: emptyMemory },
          plan: (memories, seen, { kappa = 1 }) => {
            if ('shared' in memories) {
              const { next, plan } = step(memories.shared, keyFrom(key, seen[key.of]), kappa)
              return { next: { shared: next }, plan }
            }
            const byLeaf = dictionary<Memory>()
            const plans = seen[key.of].map((norm, i) => {
              const name = seen.names[i] as string
              const { next, plan } = step(
                memories.byLeaf[name] as Memory,
                keyFrom(key, [norm]),
                kappa,
              )
              byLeaf[name] = next
              return plan
            })
            return { next: { byLeaf }, plan: plans }
          },
          body: form.body as never,
        })
  },
)
