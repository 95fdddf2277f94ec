import { checkNumber, hashIntegers, ranges } from '@momenta/options'
import { xoroshiro128plus } from 'pure-rand/generator/XoroShiro'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'

/** Draws after which the 32 bits of a seed are spread over the 128 of the state. */
const warmup = 32

/** A uniform number in (0, 1) from two draws of 32 bits. */
const uniform = (generator: RandomGenerator): number => {
  const high = generator.unsafeNext() & (2 ** 26 - 1)
  const low = generator.unsafeNext() & (2 ** 27 - 1)
  return (high * 2 ** 27 + low + 0.5) * 2 ** -53
}

/**
 * Independent standard normal numbers, a pure function of the seed and the size: the same on every
 * interpreter.
 *
 * Box-Muller on the generator xoroshiro128+ of pure-rand, seeded with `hashIntegers(seed)`; its
 * first 32 draws are skipped. Without the hash the numbers of neighbouring seeds are correlated,
 * and the first ones of small seeds are near 0.
 *
 * @param seed - An integer; its lowest 32 bits count.
 *
 * @throws RangeError if the seed is no integer, or the size no non-negative one.
 *
 * @example
 * import { standardNormal } from '@momenta/core'
 *
 * standardNormal(7, 3).length // => 3
 * standardNormal(7, 3)[0] === standardNormal(7, 1)[0] // => true
 */
export const standardNormal = (seed: number, size: number): Float64Array => {
  checkNumber('standardNormal', 'the seed', seed, ranges.integer)
  checkNumber('standardNormal', 'the size', size, ranges.count)
  const generator = xoroshiro128plus(hashIntegers(seed))
  for (let i = 0; i < warmup; i++) generator.unsafeNext()
  const numbers = new Float64Array(size)
  for (let i = 0; i < size; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(uniform(generator)))
    const angle = 2 * Math.PI * uniform(generator)
    numbers[i] = radius * Math.cos(angle)
    if (i + 1 < size) numbers[i + 1] = radius * Math.sin(angle)
  }
  return numbers
}
