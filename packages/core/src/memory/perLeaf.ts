import { checkPart } from '@momenta/options'
import { gradientNorm } from './gradientNorm.js'
import type { Key } from './Key.js'

/**
 * Gives each leaf its own memory, ranked by the key of that leaf.
 *
 * @throws TypeError if the argument is not a key.
 *
 * @example
 * import { perLeaf } from '@momenta/core'
 *
 * perLeaf().perLeaf // => true
 */
export const perLeaf = (key: Key = gradientNorm()): Key => ({
  ...checkPart('perLeaf', 'key', key, 'key'),
  perLeaf: true,
})
