import type { Operator } from '../operators/Operator.js'
import { formatNumber } from '../records/formatNumber.js'
import { dot } from '../vectors/dot.js'

/** A Rayleigh quotient by differences, extrapolated to step 0. */
export interface Extrapolated {
  readonly value: number
  /** The difference of the last two quotients. */
  readonly spread: number
  readonly warnings: readonly string[]
  /** Why the value should not be trusted. */
  readonly fault: string | undefined
  /** Whether the quotient at h/4 was evaluated. */
  readonly usesQuarter: boolean
  /** The weights of the quotients at h, h/2 and h/4 in the value. */
  readonly weights: readonly [number, number, number]
}

/** Quotients that differ by more than this share of the size are evaluated at h/4 too. */
const share = 0.01

/**
 * Richardson extrapolation of R(h) and R(h/2): (4R(h/2) − R(h))/3, or R(h) where they differ by no
 * more than rounding explains, since extrapolation amplifies rounding. If they differ by more than
 * 1 %, R(h/4) decides: the error of a smooth loss falls to a quarter, that of a kink does not.
 *
 * @param size - What differences are relative to: the eigenvalue, or a thousandth of the largest.
 * @param rounding - The difference of R(h) and R(h/2) that rounding explains.
 */
export const extrapolate = async (
  whole: number,
  half: number,
  size: number,
  vector: Float64Array,
  quarter: Operator | undefined,
  rounding: number,
): Promise<Extrapolated> => {
  const spread = Math.abs(half - whole)
  const fine = { spread, warnings: [], fault: undefined, usesQuarter: false }
  if (quarter === undefined) return { ...fine, value: half, weights: [0, 1, 0] }
  if (spread <= rounding) return { ...fine, value: whole, weights: [1, 0, 0] }
  if (!(spread > share * size))
    return { ...fine, value: (4 * half - whole) / 3, weights: [1 / 3, 4 / 3, 0] }
  const last = dot(vector, await quarter.apply(vector))
  const next = Math.abs(last - half)
  const between = `h and h/2 differ by ${formatNumber((100 * spread) / size)} %`
  if (next > spread / 2) {
    const kink = `kink: ${between} and h/4 is not closer; the value is the curvature smoothed at scale h`
    return {
      value: whole,
      spread: 2 * (spread + next),
      warnings: [kink],
      fault: kink,
      usesQuarter: true,
      weights: [1, 0, 0],
    }
  }
  const wide = `step: ${between}; take a smaller step`
  const value = (4 * last - half) / 3
  const fault = next > share * size ? wide : undefined
  const weights = [0, 1 / 3, 4 / 3] as const
  return { value, spread: next, warnings: [wide], fault, usesQuarter: true, weights }
}
