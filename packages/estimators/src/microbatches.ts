import type { Estimator } from '@momenta/core'
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

/**
 * The mean over k microbatches: value and gradients are (1/k) Σ over i = m k, …, m k + k − 1 of
 * what the oracle returns for microbatch i.
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
      wrap: (oracle, x) => (params, microbatch) => {
        const first = microbatch * count
        let sum = oracle(params, first)
        for (let i = 1; i < count; i++)
          sum = x.scope(() => {
            const { value, grads } = oracle(params, first + i)
            return {
              value: x.add(sum.value, value),
              grads: grads.map((g, j) => x.add(sum.grads[j] as typeof g, g)),
            }
          })
        return count === 1
          ? sum
          : x.scope(() => {
              const share = x.of(1 / count)
              return {
                value: x.mul(sum.value, share),
                grads: sum.grads.map((g) => x.mul(g, share)),
              }
            })
      },
    }
  },
)
