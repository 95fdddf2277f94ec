/**
 * Mixes 32 bits so that each bit of the result depends on all: the finalizer of MurmurHash3
 * (Appleby, public domain). Returns a signed 32-bit integer.
 *
 * @example
 * import { mixBits } from '@momenta/options'
 *
 * mixBits(0) // => 0
 * mixBits(1) // => 1364076727
 */
export const mixBits = (bits: number): number => {
  let h = bits | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/**
 * A hash of integers, in 32 bits: a seed for each use of a random generator.
 *
 * @example
 * import { hashIntegers } from '@momenta/options'
 *
 * hashIntegers(1, 2) === hashIntegers(2, 1) // => false
 */
export const hashIntegers = (...integers: readonly number[]): number =>
  integers.reduce((hash, n) => mixBits(Math.imul(hash ^ n, 0x9e3779b1)), 0x2545f491)
