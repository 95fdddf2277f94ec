import { norm } from '../vectors/norm.js'
import { times } from '../vectors/times.js'
import { normalVector } from './normalVector.js'

/** Draw i of independent vectors on the unit sphere. */
export const unitVector = (seed: number, i: number, dim: number): Float64Array => {
  const drawn = normalVector(seed, i, dim)
  return times(1 / norm(drawn), drawn)
}
