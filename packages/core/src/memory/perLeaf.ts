import { gradientNorm } from './gradientNorm.js'
import type { Key } from './Key.js'

/**
 * Gives each leaf a memory of its own, ranked by the key of that leaf alone.
 *
 * @example
 * import { perLeaf } from '@momenta/core'
 *
 * perLeaf().perLeaf // => true
 */
export const perLeaf = (key: Key = gradientNorm()): Key => ({ ...key, perLeaf: true })
