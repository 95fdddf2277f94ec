import type { Arithmetic } from '../Arithmetic.js'

/** 1 where a > b, otherwise 0; 0 for a NaN. */
export const exceeds = <A>(x: Arithmetic<A>, a: A, b: number): A =>
  x.max(x.sign(x.sub(a, x.of(b))), x.of(0))

/** A number where a digit is 1, and 1 where it is 0. */
export const select = <A>(x: Arithmetic<A>, digit: A, n: number): A =>
  x.add(x.mul(digit, x.of(n)), x.sub(x.of(1), digit))

/** A polynomial, the coefficients from the highest power to the constant. */
export const polynomial = <A>(x: Arithmetic<A>, a: A, coefficients: readonly number[]): A =>
  coefficients
    .slice(1)
    .reduce((sum, c) => x.add(x.mul(sum, a), x.of(c)), x.of(coefficients[0] ?? 0))

/** The powers of two by which arguments are reduced: 64, 32, …, 1. */
export const bits: readonly number[] = [64, 32, 16, 8, 4, 2, 1]

/** ln 2 in two parts: multiples of the first are exact in float32 and in float64. */
export const ln2 = { high: 355 / 512, low: -2.1219444005469057e-4 }
