import type { Transform } from './Transform.js'

/**
 * The transform that returns its updates unchanged and has no state.
 *
 * @example
 * import { identity } from '@momenta/core'
 *
 * identity.length // => 0
 */
export const identity: Transform = []
