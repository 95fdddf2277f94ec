import { type Aggregator, currentPlusMean } from '@momenta/aggregators'
import { weightsOf } from '@momenta/aggregators/weights'
import {
  choice,
  defineFactory,
  type Factory,
  type FilledOf,
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
import type { Variant } from '../Description.js'
import { describe } from '../describe.js'
import { dictionary } from '../dictionary.js'
import { kindOf } from '../kindOf.js'
import type { Scalars } from '../Scalars.js'
import type { Transform } from '../Transform.js'
import { checkWeights } from './checkWeights.js'
import { gradientNorm } from './gradientNorm.js'
import type { Key } from './Key.js'
import { emptyMemory, type Memories, type Memory } from './Memory.js'
import { offer } from './offer.js'
import type { Storage } from './Storage.js'
import { uniformMemory } from './uniformMemory.js'
import { weightedMemory } from './weightedMemory.js'

const options = {
  /** C, the maximum number of entries: a non-negative integer; 0 is the identity. Default 5. */
  capacity: number(ranges.count, 5),
  /** The policy that decides which entries are kept. Default `priority()`. */
  policy: part('policy', (): Policy => priority()),
  /**
   * How the entries and the update are combined. Default `currentPlusMean()`, the paper's equation
   * (6).
   */
  aggregator: part('aggregator', (): Aggregator => currentPlusMean()),
  /** The key by which entries are ranked. Default `gradientNorm()`. */
  key: part('key', (): Key => gradientNorm()),
  /**
   * Whether the aggregate is computed before or after this step's update is offered. Default
   * 'before'.
   */
  read: choice(['before', 'after'], 'before'),
  /**
   * κ >= 0, the strength of the memory: 0 the base, 1 the aggregator. Default that of the
   * aggregator, 1.
   */
  kappa: optional(hyperparameter(ranges.nonNegative, 1)),
}

/** Options of {@link remember}; the defaults are the paper's. */
export interface RememberOptions extends OptionsOf<typeof options> {}

type Given = FilledOf<typeof options>

const keyFrom = ({ name, from }: Key, norms: readonly number[]): number => {
  const key: unknown = from(norms)
  if (typeof key !== 'number')
    throw new TypeError(`remember: key ${name} must return a number, got ${kindOf(key)}`)
  return key
}

/** Offers the update of a step to a memory and makes the plan for the leaves that share it. */
const stepWith = <S extends string, K extends Scalars, W extends Variant>(
  { capacity, policy, aggregator, key, read }: Given,
  { plan }: Storage<S, K, W>,
) => {
  const checked = checkWeights(aggregator)
  return (memory: Memory, norms: readonly number[], kappa: number) => {
    const offered = offer(policy, capacity, memory, keyFrom(key, norms))
    const { keys } = read === 'before' ? memory : offered.memory
    return {
      next: offered.memory,
      plan: plan(offered, weightsOf(checked, keys, capacity, kappa)),
    }
  }
}

const describeMemory = <S extends string, K extends Scalars, W extends Variant>(
  given: Given,
  storage: Storage<S, K, W>,
): Transform => {
  const { aggregator, key, kappa: strength = aggregator.kappa } = given
  const step = stepWith(given, storage)
  return describe<S, K, Memories, W>({
    name: 'remember',
    role: 'memory',
    slots: storage.slots,
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
      const norms = seen[key.of]
      if ('shared' in memories) {
        const { next, plan } = step(memories.shared, norms, kappa)
        return { next: { shared: next }, plan }
      }
      const byLeaf = dictionary<Memory>()
      const plans = seen.names.map((name, i) => {
        const { next, plan } = step(memories.byLeaf[name] as Memory, [norms[i] as number], kappa)
        byLeaf[name] = next
        return plan
      })
      return { next: { byLeaf }, plan: plans }
    },
    body: storage.body,
  })
}

/**
 * Stores updates in a buffer and replaces each by an aggregate of the buffer:
 * u' = w·u + Σ wᵢ eᵢ over the entries e, with weights from the aggregator.
 *
 * Each step offers u with a key; the policy decides from the keys alone whether and where it is
 * stored. An entry is the tensor itself, so storing does not copy. State: capacity + 1 copies of
 * the parameters (the entries and their running sum; no sum for aggregators with a weight per
 * entry). With a running sum the time of a step does not depend on the capacity.
 *
 * If the key is NaN or infinite, u is not stored and the entries are unchanged. The aggregate of
 * that step still contains u; wrap a chain that may get such gradients in `applyIfFinite`.
 *
 * An entry is removed only to store another one: if the gradients become 0, their keys are not
 * larger than those of the entries, and a full buffer keeps contributing its entries. Decaying keys
 * end at the smallest positive float64, 5e-324; any larger key replaces them.
 *
 * A running sum of the entries must be finite in the precision of the updates: where it overflows
 * (in float32 above 3.4e38), the aggregate is infinite.
 *
 * With capacity 0, with an empty buffer and with kappa 0, u passes unchanged, bit for bit.
 *
 * Hyperparameters: `kappa` >= 0, the strength of the memory: 0 the base, 1 the aggregator.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type. A step throws if the key, the policy or the aggregator returns invalid numbers; the
 *   iterate is then unchanged.
 *
 * Source: critical gradients, McRae et al., arXiv 2106.10708; critical momenta, arXiv 2307.09638,
 * equations (3) to (6).
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
    const { capacity, aggregator, read } = given
    if (capacity === 0) return []
    return aggregator.kind === 'uniform'
      ? describeMemory(given, uniformMemory(read))
      : describeMemory(given, weightedMemory(read))
  },
)
