import { dot } from '../vectors/dot.js'
import type { Lost } from './Rounding.js'

/** What rounding may have done to vᵀA v, given the product. */
export const quotientLost = (
  { noise, astray }: Lost,
  v: Float64Array,
  product: Float64Array,
): number => {
  let squares = 0
  for (const [i, n] of noise.entries()) squares += (n * (v[i] as number)) ** 2
  return Math.sqrt(squares) + Math.abs(dot(astray, product))
}
