import { checked, type Estimator, ranges } from '@momenta/core'

/** Options of the clips. */
export interface ClipOptions {
  /** A finite number > 0. Default 1. */
  readonly max?: number
}

/**
 * Clips each element of the gradients into [−max, max]; a NaN stays one.
 *
 * @throws RangeError if max is not a finite number > 0.
 *
 * @example
 * import { clipValue } from '@momenta/estimators'
 *
 * clipValue({ max: 0.5 }).name // => 'clipValue'
 */
export const clipValue = ({ max = 1 }: ClipOptions = {}): Estimator => {
  checked('clipValue', 'max', max, ranges.positive)
  return {
    name: 'clipValue',
    wrap: (oracle, x) => (params, microbatch) =>
      x.scope(() => {
        const { value, grads } = oracle(params, microbatch)
        return {
          value,
          grads: grads.map((g) => x.max(x.min(g, x.of(max)), x.of(-max))),
        }
      }),
  }
}
