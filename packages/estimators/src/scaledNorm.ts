import type { LeafArithmetic } from '@momenta/core'

/** The L2 norm over all leaves together as a quotient of scalars, `norm / scale`, which itself may be too large or too small. */
export interface ScaledNorm<L> {
  /** The norm of the leaves multiplied by `scale`. */
  readonly norm: L
  /** A power of two, 1 unless squares of the leaves would overflow or vanish. */
  readonly scale: L
}

/** The L2 norm over all leaves together, for any finite numbers. */
export const scaledNorm = <L>(x: LeafArithmetic<L>, leaves: readonly L[]): ScaledNorm<L> => {
  const scale = x.scaleOf(leaves)
  const squares = leaves.map((leaf) => {
    const scaled = x.mul(leaf, scale)
    return x.total(x.mul(scaled, scaled))
  })
  return { norm: x.sqrt(squares.reduce((sum, each) => x.add(sum, each))), scale }
}
