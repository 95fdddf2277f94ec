/** The share of each batch in the mean over all samples. */
export const weightsOf = (batches: readonly { readonly size: number }[]): readonly number[] => {
  const total = batches.reduce((sum, { size }) => sum + size, 0)
  return batches.map(({ size }) => size / total)
}
