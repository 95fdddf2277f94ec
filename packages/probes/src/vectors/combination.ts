import { addTo } from './addTo.js'

/** Σ sᵢ bᵢ over the columns b; the zero vector of the given length for none. */
export const combination = (
  columns: readonly Float64Array[],
  s: ArrayLike<number>,
  length: number,
): Float64Array => {
  const sum = new Float64Array(length)
  for (const [i, column] of columns.entries()) addTo(sum, s[i] as number, column)
  return sum
}
