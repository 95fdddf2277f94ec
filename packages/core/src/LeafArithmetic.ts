import type { Arithmetic } from './Arithmetic.js'

/** The arithmetic of whole leaves, in which estimators are written: elementwise operations, sums, noise and a scope. */
export interface LeafArithmetic<L> extends Arithmetic<L> {
  /** The sum over all elements of a leaf, a scalar. */
  readonly total: (leaf: L) => L
  /**
   * A power of two, a scalar, with which leaves are multiplied before their squares are added up: 1, unless a square would
   * overflow or vanish. A NaN counts for nothing here; it shows in the sum.
   */
  readonly scaleOf: (leaves: readonly L[]) => L
  /** Standard normal noise in the shape of a leaf: a pure function of the seed, the same on every interpreter up to rounding. */
  readonly normal: (like: L, seed: number) => L
  /** Runs a computation and frees what it made, but for what it answers. */
  readonly scope: <T extends LeafEvaluation<L>>(run: () => T) => T
}

/** What an oracle answers at a point: the value of the loss, a scalar, and its gradients, one a leaf. */
export interface LeafEvaluation<L> {
  readonly value: L
  readonly grads: readonly L[]
}
