import { globalNorm } from './globalNorm.js'
import type { Key } from './Key.js'

/**
 * The L2 norm of what the memory is offered, over all leaves together: the gradient for critical gradients, the momentum for critical momenta.
 * Costs one more readback a step, unless the memory stands first in its chain.
 *
 * @example
 * import { storedNorm } from '@momenta/core'
 *
 * storedNorm().of // => 'updates'
 */
export const storedNorm = (): Key => ({
  name: 'storedNorm',
  of: 'updates',
  perLeaf: false,
  from: globalNorm,
})
