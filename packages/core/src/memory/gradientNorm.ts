import { defineFactory, type Factory } from '@momenta/options'
import { globalNorm } from './globalNorm.js'
import type { Key } from './Key.js'
import { type KeyOptions, keyOptions } from './keyOptions.js'

/**
 * The key of the paper: ‖g‖₂, the norm of the raw gradient over all leaves.
 *
 * @throws TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { gradientNorm } from '@momenta/core'
 *
 * gradientNorm().from([3, 4]) // => 5
 */
export const gradientNorm: Factory<KeyOptions, Key> = defineFactory(
  'gradientNorm',
  keyOptions,
  ({ perLeaf }) => ({
    name: 'gradientNorm',
    of: 'grads',
    perLeaf,
    from: globalNorm,
  }),
)
