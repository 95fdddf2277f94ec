import jstat from 'jstat'
import { upperTail } from './upperTail.js'

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Student's interval of a mean: mean ± t sd / √n, t with n - 1 degrees of freedom, sd with n - 1.
 * For one value sd is NaN and the interval is infinite. A value that is not finite (a diverged run)
 * makes the mean not finite.
 *
 * @throws RangeError if the confidence is outside (0, 1).
 * @example
 * import { meanInterval } from '@momenta/bench-results'
 *
 * meanInterval([1, 2, 3, 4, 5]).high // => 4.9632
 */
export const meanInterval = (
  values: readonly number[],
  confidence = 0.95,
): {
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly n: number
  readonly sd: number
} => {
  const tail = upperTail('meanInterval', confidence)
  const n = values.length
  const mean = meanOf(values)
  if (n < 2) return { mean, low: -Infinity, high: Infinity, n, sd: Number.NaN }
  const sd = Math.sqrt((meanOf(values.map((value) => (value - mean) ** 2)) * n) / (n - 1))
  const reach = (jstat.studentt.inv(tail, n - 1) * sd) / Math.sqrt(n)
  return { mean, low: mean - reach, high: mean + reach, n, sd }
}
