import { dot } from '../vectors/dot.js'
import type { Lost } from './Rounding.js'

/** What rounding may have done to vᵀA v, given the product. */
export const quotientLost = (
  { noise, astray }: Lost,
  v: Float64Array,
  product: Float64Array,
): number => {
  let [sum, squares] = [0, 0]
  for (const [i, n] of noise.entries()) {
    const part = Math.abs(n * (v[i] as number))
    sum += part
    squares += part ** 2
  }
  // few errors may all have one sign; many do not
  return Math.min(sum, 2 * Math.sqrt(squares)) + Math.abs(dot(astray, product))
}
