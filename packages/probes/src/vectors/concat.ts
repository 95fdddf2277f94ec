/** Concatenates vectors. */
export const concat = (vectors: readonly Float64Array[]): Float64Array => {
  const whole = new Float64Array(vectors.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const vector of vectors) {
    whole.set(vector, at)
    at += vector.length
  }
  return whole
}
