import { dot } from '../vectors/dot.js'
import type { Lost } from './Rounding.js'

/** A bound on the effect of rounding on vᵀA v, given the product. */
export const quotientRounding = (
  { noise, displacementError }: Lost,
  v: Float64Array,
  product: Float64Array,
): number => {
  let [sum, squares] = [0, 0]
  for (const [i, n] of noise.entries()) {
    const part = Math.abs(n * (v[i] as number))
    sum += part
    squares += part ** 2
  }
  // a few errors may all have one sign; many do not
  return Math.min(sum, 2 * Math.sqrt(squares)) + Math.abs(dot(displacementError, product))
}
