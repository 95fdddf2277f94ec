/** a + s b, a fresh vector. A loop, not `map`: this is where the time goes. */
export const plus = (a: Float64Array, s: number, b: Float64Array): Float64Array => {
  const sum = new Float64Array(a.length)
  for (let i = 0; i < a.length; i++) sum[i] = (a[i] as number) + s * (b[i] as number)
  return sum
}
