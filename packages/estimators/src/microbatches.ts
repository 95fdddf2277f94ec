import type { Estimator, LeafEvaluation } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  number,
  type OptionsOf,
  type Range,
  ranges,
  structuralOptions,
} from '@momenta/options'

const most = 65_536

/** The bound rejects counts that can only be mistakes. */
const counts: Range = {
  ...ranges.positiveCount,
  says: `must be an integer in [1, ${most}]`,
  holds: (n) => ranges.positiveCount.holds(n) && n <= most,
}

const options = {
  /** k, an integer in [1, 65536]. Default 4. */
  count: number(counts, 4),
}

/** Options of {@link microbatches}. */
export interface MicrobatchesOptions extends OptionsOf<typeof options> {}

/** Combines two evaluations leaf by leaf. */
const zipWith = <L>(
  a: LeafEvaluation<L>,
  b: LeafEvaluation<L>,
  f: (a: L, b: L) => L,
): LeafEvaluation<L> => ({
  value: f(a.value, b.value),
  grads: a.grads.map((g, i) => f(g, b.grads[i] as L)),
  ...(a.aux === undefined ? {} : { aux: a.aux.map((leaf, i) => f(leaf, b.aux?.[i] as L)) }),
})

/**
 * The mean over k microbatches: value, gradients and auxiliary outputs are (1/k) Σ over i = m k, …,
 * m k + k − 1 of what the oracle returns for microbatch i.
 *
 * For batches that do not fit into memory at once. All microbatches have equal weight and should
 * have equal size. Needs memory for one more copy of the parameters.
 *
 * @throws RangeError if count is not an integer in [1, 65536], TypeError if an option is unknown or
 *   of the wrong type.
 *
 * @example
 * import { microbatches } from '@momenta/estimators'
 *
 * microbatches({ count: 8 }).name // => 'microbatches'
 */
export const microbatches: Factory<MicrobatchesOptions, Estimator> = defineFactory(
  'microbatches',
  options,
  (given): Estimator => {
    const { count } = given

    return {
      name: 'microbatches',
      options: structuralOptions(options, given),
      wrap: (oracle, x) => (params, microbatch, evaluation) => {
        const first = microbatch * count
        let sum = oracle(params, first, evaluation)
        for (let i = 1; i < count; i++)
          sum = x.scope(() => zipWith(sum, oracle(params, first + i, evaluation), x.add))
        return count === 1
          ? sum
          : x.scope(() => {
              const share = x.of(1 / count)
              return zipWith(sum, sum, (leaf) => x.mul(leaf, share))
            })
      },
    }
  },
)
