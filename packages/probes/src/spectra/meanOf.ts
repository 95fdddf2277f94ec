import { norm } from '../vectors/norm.js'

/**
 * The mean of independent numbers and its standard error s/√n; the error of a single number is
 * infinite.
 */
export const meanOf = (
  numbers: readonly number[],
): { readonly mean: number; readonly error: number } => {
  const n = numbers.length
  const mean = numbers.reduce((sum, x) => sum + x, 0) / n
  const spread = norm(Float64Array.from(numbers, (x) => x - mean))
  return { mean, error: n < 2 ? Number.POSITIVE_INFINITY : spread / Math.sqrt((n - 1) * n) }
}
