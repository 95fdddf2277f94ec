import type { Arithmetic } from '../Arithmetic.js'
import { bits, exceeds, ln2, polynomial, select } from './steps.js'

/** 2 (s + s³/3 + s⁵/5 + …) / s − 2 over s² up to s²², for |s| ≤ 0.172. */
const series = Array.from({ length: 11 }, (_, i) => 2 / (2 * (11 - i) + 1))

/**
 * The natural logarithm in the operations of an arithmetic, for bodies: the same bits in every
 * interpreter that rounds alike.
 *
 * Within 3 ulp of ln a in float64 and in float32. The argument is clamped to [2⁻¹²⁶, 2¹²⁷], so that
 * the logarithm of 0 is −87.3 and not infinite. A NaN stays NaN.
 *
 * @example
 * import { log } from '@momenta/core'
 *
 * // In the body of a transform: log(x, x.abs(updates))
 * log.length // => 2
 */
export const log = <A>(x: Arithmetic<A>, a: A): A => {
  let rest = x.min(x.max(a, x.of(2 ** -126)), x.of(2 ** 127))
  let n = x.of(0)
  // Scales the argument into [1/√2, √2] by powers of two, which are exact.
  for (const bit of bits) {
    const above = exceeds(x, rest, 2 ** (bit - 0.5))
    rest = x.mul(rest, select(x, above, 2 ** -bit))
    n = x.add(n, x.mul(above, x.of(bit)))
  }
  for (const bit of bits) {
    const below = exceeds(x, x.neg(rest), -(2 ** (0.5 - bit)))
    rest = x.mul(rest, select(x, below, 2 ** bit))
    n = x.sub(n, x.mul(below, x.of(bit)))
  }
  // ln r = 2 artanh s with s = (r − 1)/(r + 1) = f/(2 + f).
  const f = x.sub(rest, x.of(1))
  const s = x.div(f, x.add(x.of(2), f))
  const square = x.mul(s, s)
  const tail = x.mul(square, polynomial(x, square, series))
  // 2 s = f − s f keeps the digits of f.
  const small = x.sub(f, x.mul(s, x.sub(f, tail)))
  return x.add(x.mul(n, x.of(ln2.high)), x.add(small, x.mul(n, x.of(ln2.low))))
}
