import { globalNorm } from './globalNorm.js'
import type { Key } from './Key.js'

/**
 * The key of the paper: ‖g‖₂, the norm of the raw gradient over all leaves together.
 *
 * @example
 * import { gradientNorm } from '@momenta/core'
 *
 * gradientNorm().from([3, 4]) // => 5
 */
export const gradientNorm = (): Key => ({
  name: 'gradientNorm',
  of: 'grads',
  perLeaf: false,
  from: globalNorm,
})
