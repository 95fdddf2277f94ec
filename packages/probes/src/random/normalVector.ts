import { standardNormal } from '@momenta/core'
import { hashIntegers } from '@momenta/options'

/** The generator starts from 32 bits of seed spread over 128: what it draws first is not yet well mixed. */
const warmup = 16

/** Draw number i of independent standard normal vectors, a pure function of seed and i. */
export const normalVector = (seed: number, i: number, dim: number): Float64Array =>
  standardNormal(hashIntegers(seed, i), dim + warmup).slice(warmup)
