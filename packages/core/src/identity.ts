import type { Transform } from './Transform.js'

/**
 * The transform that changes nothing and keeps nothing.
 *
 * @example
 * import { identity } from '@momenta/core'
 *
 * identity.length // => 0
 */
export const identity: Transform = []
