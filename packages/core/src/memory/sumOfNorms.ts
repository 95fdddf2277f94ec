import { defineFactory, type Factory } from '@momenta/options'
import type { Key } from './Key.js'
import { type KeyOptions, keyOptions } from './keyOptions.js'

/**
 * The key of the authors' code: the sum of the L2 norms of the leaves of the raw gradient. It ranks
 * steps differently from the norm over all leaves.
 *
 * @throws TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { sumOfNorms } from '@momenta/core'
 *
 * sumOfNorms().from([5, 12]) // => 17
 */
export const sumOfNorms: Factory<KeyOptions, Key> = defineFactory(
  'sumOfNorms',
  keyOptions,
  ({ perLeaf }) => ({
    name: 'sumOfNorms',
    of: 'grads',
    perLeaf,
    from: (norms) => norms.reduce((sum, norm) => sum + norm, 0),
  }),
)
