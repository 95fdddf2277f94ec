import type { Transform } from './Transform.js'

/**
 * Runs transforms one after the other: the updates that leave one arrive at the next.
 *
 * Laws: `chain(t) = t`, `chain(identity, t) = t = chain(t, identity)`, `chain(chain(a, b), c) = chain(a, chain(b, c))`.
 *
 * @example
 * import { chain, identity } from '@momenta/core'
 *
 * chain(identity, identity).length // => 0
 */
export const chain = (...transforms: readonly Transform[]): Transform => transforms.flat()
