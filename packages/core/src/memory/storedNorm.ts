import { defineFactory, type Factory } from '@momenta/options'
import { globalNorm } from './globalNorm.js'
import type { Key } from './Key.js'
import { type KeyOptions, keyOptions } from './keyOptions.js'

/**
 * The L2 norm over all leaves of the update offered to the memory: the gradient for critical
 * gradients, the momentum for critical momenta. Costs one more readback per step unless the memory
 * is first in its chain.
 *
 * @throws TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { storedNorm } from '@momenta/core'
 *
 * storedNorm().of // => 'updates'
 */
export const storedNorm: Factory<KeyOptions, Key> = defineFactory(
  'storedNorm',
  keyOptions,
  ({ perLeaf }) => ({
    name: 'storedNorm',
    of: 'updates',
    perLeaf,
    from: globalNorm,
  }),
)
