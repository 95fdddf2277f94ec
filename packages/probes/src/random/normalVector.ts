import { standardNormal } from '@momenta/core'
import { hashIntegers } from '@momenta/options'

/** Draw i of independent standard normal vectors, a pure function of seed and i. */
export const normalVector = (seed: number, i: number, dim: number): Float64Array =>
  standardNormal(hashIntegers(seed, i), dim)
