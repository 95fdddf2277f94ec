import type { LeafArithmetic } from '@momenta/core'

/**
 * The L2 norm over all leaves as a quotient of scalars, `norm / scale`, which itself may overflow
 * or underflow.
 */
export interface ScaledNorm<L> {
  /** The norm of the leaves multiplied by `scale`. */
  readonly norm: L
  /** A power of two; 1 unless squares of the leaves would overflow or underflow. */
  readonly scale: L
}

/** The L2 norm over all leaves, for any finite numbers. */
export const scaledNorm = <L>(x: LeafArithmetic<L>, leaves: readonly L[]): ScaledNorm<L> => {
  const scale = x.scaleOf(leaves)
  const squares = leaves.map((leaf) => {
    const scaled = x.mul(leaf, scale)
    return x.total(x.mul(scaled, scaled))
  })
  return { norm: x.sqrt(squares.reduce((sum, each) => x.add(sum, each))), scale }
}
