import type { Estimator, LeafArithmetic, LeafOracle } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  number,
  type OptionsOf,
  type Range,
  ranges,
  structuralOptions,
} from '@momenta/options'
import { type ScaledSum, scaledSums } from './scaledSums.js'

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
 * The mean over k microbatches: value, gradients and auxiliary outputs are (1/k) Σ over i = m k, …,
 * m k + k − 1 of what the oracle returns for microbatch i.
 *
 * For batches that do not fit into memory at once. All microbatches have equal weight and should
 * have equal size. Holds at most log₂ k + 2 sums of gradients at a time. No intermediate sum
 * overflows where the mean is finite.
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
      wrap: <L>(oracle: LeafOracle<L>, x: LeafArithmetic<L>): LeafOracle<L> => {
        if (count === 1) return oracle
        return (params, microbatch, evaluation) =>
          x.scope(() => {
            const { add, mean } = scaledSums(x, count)
            const ask = (i: number) => oracle(params, microbatch * count + i, evaluation)
            // halves, so that the scopes free earlier sums: a loop would keep all of them
            const sumOf = (from: number, to: number, before?: ScaledSum<L>): ScaledSum<L> =>
              x.scope(() => {
                if (to - from === 1) return add(before, ask(from))
                const middle = (from + to) >> 1
                return sumOf(middle, to, sumOf(from, middle, before))
              })
            return mean(sumOf(0, count))
          })
      },
    }
  },
)
