import type { Arithmetic } from '../Arithmetic.js'
import { bits, exceeds, ln2, polynomial, select } from './steps.js'

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
/** The Taylor series of e^r up to r¹³, for |r| ≤ ln(2)/2. */
const series = Array.from({ length: 14 }, (_, i) => 1 / factorial(13 - i))

/**
 * The exponential function in the operations of an arithmetic, for bodies: the same bits in every
 * interpreter that rounds alike.
 *
 * Within 2 ulp of eᵃ in float64 and in float32. The argument is clamped to [−87, 88], where the
 * result is a normal number of float32. A NaN stays NaN.
 *
 * @example
 * import { exp } from '@momenta/core'
 *
 * // In the body of a transform: exp(x, updates)
 * exp.length // => 2
 */
export const exp = <A>(x: Arithmetic<A>, a: A): A => {
  const clamped = x.min(x.max(a, x.of(-87)), x.of(88))
  const size = x.abs(clamped)
  // n = round(|a|/ln 2) in binary digits, and 2ⁿ.
  let rest = size
  let n = x.of(0)
  let power = x.of(1)
  for (const bit of bits) {
    const digit = exceeds(x, rest, (bit - 0.5) * Math.LN2)
    rest = x.sub(rest, x.mul(digit, x.of(bit * ln2.high)))
    n = x.add(n, x.mul(digit, x.of(bit)))
    power = x.mul(power, select(x, digit, 2 ** bit))
  }
  const value = x.mul(power, polynomial(x, x.sub(rest, x.mul(n, x.of(ln2.low))), series))
  // e^−|a| = 1/e^|a|, chosen without a branch.
  const negative = exceeds(x, x.neg(clamped), 0)
  const inverse = x.div(x.of(1), value)
  return x.add(x.mul(negative, inverse), x.mul(x.sub(x.of(1), negative), value))
}
