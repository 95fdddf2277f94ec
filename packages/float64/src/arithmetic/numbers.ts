import type { Arithmetic } from '@momenta/core'

/**
 * Arithmetic on numbers in float64, the reference for every other arithmetic.
 *
 * @example
 * import { numbers } from '@momenta/float64'
 *
 * numbers.max(NaN, 1) // => NaN
 * numbers.sign(-0.5) // => -1
 */
export const numbers: Arithmetic<number> = {
  of: (n) => n,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  // biome-ignore lint/complexity/useMathMinMax: Math.max(1, NaN) is NaN, and this is 1.
  max: (a, b) => (a < b ? b : a),
  // biome-ignore lint/complexity/useMathMinMax: as above.
  min: (a, b) => (b < a ? b : a),
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: (a) => (a > 0 ? 1 : a < 0 ? -1 : 0),
  neg: (a) => -a,
}
