import type { Operator } from '../operators/Operator.js'
import { shown } from '../records/shown.js'
import { dot } from '../vectors/dot.js'

/** A Rayleigh quotient by differences, extrapolated to step 0. */
export interface Refined {
  readonly value: number
  /** How far the last two quotients are apart. */
  readonly spread: number
  readonly warnings: readonly string[]
  /** Why the value should not be trusted. */
  readonly fault: string | undefined
  /** Whether a quotient at h/4 was asked for. */
  readonly asked: boolean
}

/** Differences that disagree by more than this share of the size are looked into. */
const share = 0.01

/**
 * Richardson extrapolation of R(h), R(h/2): (4R(h/2) − R(h))/3. If they are more than 1 % apart, R(h/4) decides: the error of a smooth loss falls to a quarter, that of
 * a kink does not.
 *
 * @param size - What is small is small against: the eigenvalue, or a thousandth of the largest.
 */
export const refined = async (
  whole: number,
  half: number,
  size: number,
  vector: Float64Array,
  quarter: Operator | undefined,
): Promise<Refined> => {
  const spread = Math.abs(half - whole)
  if (quarter === undefined)
    return { value: half, spread, warnings: [], fault: undefined, asked: false }
  if (!(spread > share * size))
    return { value: (4 * half - whole) / 3, spread, warnings: [], fault: undefined, asked: false }
  const last = dot(vector, await quarter.apply(vector))
  const next = Math.abs(last - half)
  const between = `h and h/2 differ by ${shown((100 * spread) / size)} %`
  if (next > spread / 2) {
    const kink = `kink: ${between} and h/4 comes no closer; the value is the curvature smoothed at scale h`
    return {
      value: whole,
      spread: Math.max(spread, next),
      warnings: [kink],
      fault: kink,
      asked: true,
    }
  }
  const wide = `step: ${between}; take a smaller step`
  const value = (4 * last - half) / 3
  const fault = next > share * size ? wide : undefined
  return { value, spread: next, warnings: [wide], fault, asked: true }
}
