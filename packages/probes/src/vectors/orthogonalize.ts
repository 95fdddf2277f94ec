import { addTo } from './addTo.js'
import { dot } from './dot.js'

/**
 * Removes from a, in place, its components along orthonormal vectors, in two passes, since one
 * leaves rounding ("twice is enough"). Returns the coefficients of the first pass.
 */
export const orthogonalize = (a: Float64Array, basis: readonly Float64Array[]): Float64Array => {
  const first = new Float64Array(basis.length)
  for (const pass of [0, 1])
    for (const [i, q] of basis.entries()) {
      const s = dot(q, a)
      addTo(a, -s, q)
      if (pass === 0) first[i] = s
    }
  return first
}
