/** a + s b, a new vector. A loop, since `map` is slow and most time is spent here. */
export const plus = (a: Float64Array, s: number, b: Float64Array): Float64Array => {
  const sum = new Float64Array(a.length)
  for (let i = 0; i < a.length; i++) sum[i] = (a[i] as number) + s * (b[i] as number)
  return sum
}
