/** a ← a + s b, in place: for sums over many long vectors. */
export const addTo = (a: Float64Array, s: number, b: Float64Array): void => {
  for (let i = 0; i < a.length; i++) a[i] = (a[i] as number) + s * (b[i] as number)
}
