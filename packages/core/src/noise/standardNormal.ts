import prand from 'pure-rand'

/** A uniform number in (0, 1) from two draws of 32 bits. */
const uniform = (generator: prand.RandomGenerator): number => {
  const high = prand.unsafeUniformIntDistribution(0, 2 ** 26 - 1, generator)
  const low = prand.unsafeUniformIntDistribution(0, 2 ** 27 - 1, generator)
  return (high * 2 ** 27 + low + 0.5) * 2 ** -53
}

/**
 * Independent standard normal numbers, a pure function of the seed and the size: the same on every
 * interpreter.
 *
 * Box-Muller on the generator xoroshiro128+ of pure-rand.
 *
 * @param seed - An integer.
 *
 * @example
 * import { standardNormal } from '@momenta/core'
 *
 * standardNormal(7, 3).length // => 3
 * standardNormal(7, 3)[0] === standardNormal(7, 1)[0] // => true
 */
export const standardNormal = (seed: number, size: number): Float64Array => {
  const generator = prand.xoroshiro128plus(seed)
  const numbers = new Float64Array(size)
  for (let i = 0; i < size; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(uniform(generator)))
    const angle = 2 * Math.PI * uniform(generator)
    numbers[i] = radius * Math.cos(angle)
    if (i + 1 < size) numbers[i + 1] = radius * Math.sin(angle)
  }
  return numbers
}
