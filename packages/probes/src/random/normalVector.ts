import { standardNormal } from '@momenta/core'
import { hashIntegers } from '@momenta/options'

/** The first draws are skipped: 32 bits of seed spread over a state of 128 mix slowly. */
const warmup = 16

/** Draw i of independent standard normal vectors, a pure function of seed and i. */
export const normalVector = (seed: number, i: number, dim: number): Float64Array =>
  standardNormal(hashIntegers(seed, i), dim + warmup).slice(warmup)
