import type { Key } from './Key.js'

/**
 * The key of the authors' code: the sum of the L2 norms of the leaves of the raw gradient. It ranks steps differently from the
 * norm over all leaves together.
 *
 * @example
 * import { sumOfNorms } from '@momenta/core'
 *
 * sumOfNorms().from([5, 12]) // => 17
 */
export const sumOfNorms = (): Key => ({
  name: 'sumOfNorms',
  of: 'grads',
  perLeaf: false,
  from: (norms) => norms.reduce((sum, norm) => sum + norm, 0),
})
