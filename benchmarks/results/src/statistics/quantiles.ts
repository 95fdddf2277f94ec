/**
 * The quantiles of values, linear between order statistics: position (n - 1) p, as R's type 7 and
 * NumPy. NaN if there is no value or one is NaN; infinite values keep their place in the order.
 *
 * @throws RangeError if a probability is outside [0, 1].
 * @example
 * import { quantiles } from '@momenta/bench-results'
 *
 * quantiles([4, 1, 3, 2], [0, 0.25, 1]) // => [1,1.75,4]
 */
export const quantiles = (
  values: readonly number[],
  probabilities: readonly number[],
): readonly number[] => {
  const sorted = values.some(Number.isNaN) ? [] : values.toSorted((a, b) => (a < b ? -1 : 1))
  return probabilities.map((p) => {
    if (!(p >= 0 && p <= 1))
      throw new RangeError(
        `quantiles: probabilities must lie in [0, 1], got ${p}; 0.5 is the median.`,
      )
    const position = (sorted.length - 1) * p
    const low = sorted[Math.floor(position)] ?? Number.NaN
    const high = sorted[Math.ceil(position)] ?? Number.NaN
    const share = position - Math.floor(position)
    // 0 * Infinity is NaN: a share of nothing must not spoil the other end
    return share === 0 ? low : low * (1 - share) + high * share
  })
}
