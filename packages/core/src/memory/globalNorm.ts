/**
 * The L2 norm over all leaves together, from the L2 norms of the leaves.
 *
 * @example
 * import { globalNorm } from '@momenta/core'
 *
 * globalNorm([3, 4]) // => 5
 */
export const globalNorm = (norms: readonly number[]): number =>
  norms.length === 1 ? (norms[0] as number) : Math.hypot(...norms)
