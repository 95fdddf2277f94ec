/** The share of each batch in the mean over all samples. */
export const weightsOf = (parts: readonly { readonly size: number }[]): readonly number[] => {
  const total = parts.reduce((sum, { size }) => sum + size, 0)
  return parts.map(({ size }) => size / total)
}
