/** The length of a vector. */
export const lengthOf = (v: readonly number[]): number => Math.hypot(...v)

/** The mean of numbers. */
export const averageOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The mean of vectors. */
export const meanOf = (vectors: readonly (readonly number[])[]): readonly number[] =>
  (vectors[0] ?? []).map((_, i) => averageOf(vectors.map((v) => v[i] as number)))

/** ‖mean of the vectors‖ over the mean of their norms: 1 if all are parallel, 0 if they cancel. */
export const agreementOf = (vectors: readonly (readonly number[])[]): number =>
  lengthOf(meanOf(vectors)) / averageOf(vectors.map(lengthOf))
