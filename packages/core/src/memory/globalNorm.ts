/**
 * The L2 norm over all leaves, from the L2 norms of the leaves, for any number of leaves.
 *
 * Scaled by the maximum, so that no square overflows or underflows, with compensated sums, as in
 * Math.hypot. Infinite if a norm is infinite, else NaN if a norm is NaN.
 *
 * @example
 * import { globalNorm } from '@momenta/core'
 *
 * globalNorm([3, 4]) // => 5
 */
export const globalNorm = (norms: readonly number[]): number => {
  if (norms.length === 1) return norms[0] as number
  let most = 0
  let nan = false
  for (const norm of norms) {
    const size = Math.abs(norm)
    if (size > most) most = size
    nan ||= Number.isNaN(size)
  }
  if (most === Number.POSITIVE_INFINITY) return most
  if (nan) return Number.NaN
  if (most === 0) return 0
  let sum = 0
  let lost = 0
  for (const norm of norms) {
    const share = norm / most
    const term = share * share - lost
    const next = sum + term
    lost = next - sum - term
    sum = next
  }
  return Math.sqrt(sum) * most
}
