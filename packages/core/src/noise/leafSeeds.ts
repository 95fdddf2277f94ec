import type { Leaf } from '../Leaf.js'

/** The name of a leaf as integers: its length and its UTF-16 code units. */
const codesOf = (name: string): readonly number[] => [
  name.length,
  ...Array.from({ length: name.length }, (_, i) => name.charCodeAt(i)),
]

/**
 * Integers from which the random numbers of each leaf are drawn: of its name, the seed and the
 * step, so that the order of the parameters does not matter.
 *
 * @param seed - A non-negative integer.
 * @param step - The number of steps taken.
 *
 * @example
 * import { leafSeeds } from '@momenta/core'
 *
 * leafSeeds([{ name: 'w' }], 7, 0) // => [[1, 119, 7, 0, 0]]
 */
export const leafSeeds = (
  leaves: readonly Pick<Leaf, 'name'>[],
  seed: number,
  step: number,
): readonly (readonly number[])[] =>
  leaves.map(({ name }) => [...codesOf(name), seed, Math.floor(seed / 2 ** 32), step])
