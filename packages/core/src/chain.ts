import type { Transform } from './Transform.js'

/**
 * Applies transforms in order: each gets the updates that the one before it returns.
 *
 * Laws: `chain(t) = t`, `chain(identity, t) = t = chain(t, identity)`,
 * `chain(chain(a, b), c) = chain(a, chain(b, c))`.
 *
 * @example
 * import { chain, identity } from '@momenta/core'
 *
 * chain(identity, identity).length // => 0
 */
export const chain = (...transforms: readonly Transform[]): Transform => transforms.flat()
