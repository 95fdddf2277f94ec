/** s a, a new vector. */
export const times = (s: number, a: Float64Array): Float64Array => {
  const product = new Float64Array(a.length)
  for (let i = 0; i < a.length; i++) product[i] = s * (a[i] as number)
  return product
}
