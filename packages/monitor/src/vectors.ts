/** The dot product aᵀb in float64. */
export const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, n, i) => sum + n * (b[i] as number), 0)

/** The norm ‖a‖₂ in float64. */
export const norm = (a: Float64Array): number => Math.sqrt(dot(a, a))

/** The difference a − b, a new vector. */
export const subtract = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((n, i) => n - (b[i] as number))

/** The mean of vectors of a length. */
export const meanVector = (vectors: readonly Float64Array[], length: number): Float64Array => {
  const sum = new Float64Array(length)
  for (const vector of vectors)
    for (const [i, n] of vector.entries()) sum[i] = (sum[i] as number) + (1 / vectors.length) * n
  return sum
}
