import type { LeafArithmetic } from '@momenta/core'

/** The L2 norm over all leaves together, a scalar. */
export const normOf = <L>(x: LeafArithmetic<L>, leaves: readonly L[]): L =>
  x.sqrt(leaves.map((leaf) => x.total(x.mul(leaf, leaf))).reduce((sum, each) => x.add(sum, each)))
