import { normalVector } from './normalVector.js'

/** Draw i of independent vectors of random signs (Rademacher). */
export const signVector = (seed: number, i: number, dim: number): Float64Array =>
  normalVector(seed, i, dim).map((n) => (n < 0 ? -1 : 1))
