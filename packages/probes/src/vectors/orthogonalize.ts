import { addTo } from './addTo.js'
import { dot } from './dot.js'

/** Takes out of a, in place, what lies along orthonormal vectors: two passes, since one leaves rounding behind ("twice is enough"). Answers the coefficients of the first pass. */
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
