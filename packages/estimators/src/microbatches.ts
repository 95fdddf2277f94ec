import { checked, type Estimator, ranges } from '@momenta/core'

/** Options of {@link microbatches}. */
export interface MicrobatchesOptions {
  /** k, a whole number >= 1. Default 4. */
  readonly count?: number
}

/**
 * The mean over k microbatches: value and gradients are (1/k) Σ over i = m k, …, m k + k − 1 of what the oracle answers on microbatch i.
 *
 * For a batch that does not fit into memory at once; the microbatches count alike, so they should be of equal size. One copy of the parameters while it runs.
 *
 * @throws RangeError if count is no whole number >= 1.
 *
 * @example
 * import { microbatches } from '@momenta/estimators'
 *
 * microbatches({ count: 8 }).name // => 'microbatches'
 */
export const microbatches = ({ count = 4 }: MicrobatchesOptions = {}): Estimator => {
  checked('microbatches', 'count', count, ranges.positiveCount)
  return {
    name: 'microbatches',
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
}
