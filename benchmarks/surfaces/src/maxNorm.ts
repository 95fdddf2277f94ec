/** The largest absolute coordinate of a vector. */
export const maxNorm = (x: Float64Array): number => {
  let most = 0
  // Math.max, unlike a comparison, passes NaN on
  for (let i = 0; i < x.length; i++) most = Math.max(most, Math.abs(x[i] as number))
  return most
}
