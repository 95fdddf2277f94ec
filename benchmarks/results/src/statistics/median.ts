import { quantiles } from './quantiles.js'

/**
 * The median of values: NaN if there is no value or one is NaN.
 *
 * @example
 * import { median } from '@momenta/bench-results'
 *
 * median([3, 1, 10, 2]) // => 2.5
 */
export const median = (values: readonly number[]): number =>
  quantiles(values, [0.5])[0] ?? Number.NaN
