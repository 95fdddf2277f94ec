/** a + s b, a fresh vector. */
export const plus = (a: Float64Array, s: number, b: Float64Array): Float64Array =>
  a.map((n, i) => n + s * (b[i] as number))
