import type { Arithmetic } from '@momenta/core'

/**
 * from + share (to − from). The difference of two finite numbers may overflow, that of their halves
 * does not; the bits are the same, unless a number is below the least normal one.
 *
 * @param twice - Twice the share.
 */
export const towards = <A>(x: Arithmetic<A>, from: A, to: A, twice: A): A => {
  const half = x.of(0.5)
  return x.add(from, x.mul(twice, x.sub(x.mul(half, to), x.mul(half, from))))
}
