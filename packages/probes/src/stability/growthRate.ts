import { checkNumber, ranges, readOptions } from '@momenta/options'
import { characteristicRoots } from './characteristicRoots.js'
import { type StabilityOptions, stabilityOptions } from './stabilityOptions.js'

/**
 * The factor by which an oscillation grows per step on a quadratic with k = lr·λ(P⁻¹H), P fixed.
 * Above 1 the run diverges.
 *
 * It is the largest modulus of the roots of (z − 1)(z − β₁) z^(C−1) + k (1 − β₁)(z^C + (1/C) Σ
 * z^(C−j)), the sum over j = 1..C; for C = 0 of (z − 1)(z − β₁) + k (1 − β₁) z. The memory is a
 * first-in-first-out memory of gradients or of momenta, which have the same roots.
 *
 * @param k - lr·λ, >= 0.
 * @throws RangeError if an option or k lies outside its range.
 *
 * Source: derived; for C = 0 Cohen et al., arXiv 2207.14484.
 *
 * @example
 * import { growthRate } from '@momenta/probes'
 *
 * growthRate(37) // => 0.9487
 * growthRate(39) > 1 // => true
 * growthRate(12, { capacity: 5 }) < 1 // => true
 */
export const growthRate = (k: number, options: StabilityOptions = {}): number => {
  const { b1, capacity } = readOptions('growthRate', stabilityOptions, [options])
  checkNumber('growthRate', 'k', k, ranges.nonNegative)
  return characteristicRoots(k, b1, capacity).reduce((most, n) => Math.max(most, n))
}
