import jstat from 'jstat'
import { upperTail } from './upperTail.js'

/**
 * Wilson's score interval of a proportion: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). It
 * holds for few trials and for 0 or n successes; without trials p is NaN in [0, 1].
 *
 * @throws RangeError unless successes and n are whole, 0 ≤ successes ≤ n, and confidence is in (0,
 *   1).
 * @example
 * import { wilson } from '@momenta/bench-results'
 *
 * wilson(8, 10).low // => 0.4902
 * wilson(8, 10).high // => 0.9433
 */
export const wilson = (
  successes: number,
  n: number,
  confidence = 0.95,
): { readonly p: number; readonly low: number; readonly high: number } => {
  if (!Number.isInteger(successes) || !Number.isInteger(n) || successes < 0 || successes > n)
    throw new RangeError(
      `wilson: successes and n must be whole with 0 <= successes <= n, got ${successes} of ${n}; count both.`,
    )
  const z = jstat.normal.inv(upperTail('wilson', confidence), 0, 1)
  if (n === 0) return { p: Number.NaN, low: 0, high: 1 }
  const p = successes / n
  const center = p + z ** 2 / (2 * n)
  const reach = z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))
  const scale = 1 + z ** 2 / n
  // at 0 and at n successes an end is 0 or 1 exactly, but for rounding
  return {
    p,
    low: successes === 0 ? 0 : (center - reach) / scale,
    high: successes === n ? 1 : (center + reach) / scale,
  }
}
