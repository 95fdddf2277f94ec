import type { Transform } from '../Transform.js'

/**
 * Cuts a chain into runs that need no measurement inside: from, to (exclusive). A new run starts at a part that wants to see
 * the norms of the updates arriving there, or of a gradient that a part of the same run rebound, or whether it is finite.
 *
 * @example
 * import { chain, remember, segmentsOf, storedNorm } from '@momenta/core'
 *
 * segmentsOf(chain(remember(), remember({ key: storedNorm() }))) // => [[0, 1], [1, 2]]
 */
export const segmentsOf = (transform: Transform): readonly (readonly [number, number])[] => {
  const cuts: number[] = [0]
  let rebound = false
  transform.forEach(({ needs = [], rebinds = false }, i) => {
    const start = cuts[cuts.length - 1] as number
    if (
      i > start &&
      (needs.includes('updates') ||
        (rebound && (needs.includes('grads') || needs.includes('finite'))))
    ) {
      cuts.push(i)
      rebound = false
    }
    rebound ||= rebinds
  })
  return cuts.map((from, i) => [from, cuts[i + 1] ?? transform.length] as const)
}
