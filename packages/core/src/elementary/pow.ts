import type { Arithmetic } from '../Arithmetic.js'
import { exp } from './exp.js'
import { log } from './log.js'

/**
 * A power of a number ≥ 0 in the operations of an arithmetic, for bodies: aᵇ = e^(b ln a), and 0
 * where a is 0.
 *
 * Its relative error is about |b ln a| + 3 ulp. The arguments have the ranges of `log` and `exp`;
 * where only a root is needed, `x.sqrt` is exact.
 *
 * @param b - A number for all elements, or one for each.
 *
 * @example
 * import { pow } from '@momenta/core'
 *
 * // In the body of a transform, the cube root: pow(x, updates, x.of(1 / 3))
 * pow.length // => 3
 */
export const pow = <A>(x: Arithmetic<A>, a: A, b: A): A =>
  x.mul(x.sign(a), exp(x, x.mul(b, log(x, a))))
