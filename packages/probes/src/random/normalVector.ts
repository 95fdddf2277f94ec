import { standardNormal } from '@momenta/core'
import { mixed } from './mixed.js'

/** Draw number i of independent standard normal vectors, a pure function of seed and i. */
export const normalVector = (seed: number, i: number, dim: number): Float64Array =>
  standardNormal(mixed(seed, i), dim)
