import type { Arithmetic } from './Arithmetic.js'

/**
 * Arithmetic on whole leaves, in which estimators are written: elementwise operations, sums, leaves
 * made of numbers, and scopes.
 */
export interface LeafArithmetic<L> extends Arithmetic<L> {
  /** The sum over all elements of a leaf, a scalar. */
  readonly total: (leaf: L) => L
  /**
   * A power of two, as a scalar, by which leaves are multiplied before their squares are summed: 1
   * unless a square would overflow or underflow. NaN is ignored here; it shows in the sum.
   */
  readonly scaleOf: (leaves: readonly L[]) => L
  /**
   * The elements of all leaves in fewer leaves, where each operation on a leaf has a cost of its
   * own, as on a device; else the leaves themselves. For elementwise operations and sums over all
   * leaves.
   */
  readonly pack: (leaves: readonly L[]) => readonly L[]
  /** Leaves in the shapes of others, from what `pack` returned for those, or computed from it. */
  readonly unpack: (packed: readonly L[], like: readonly L[]) => readonly L[]
  /**
   * A leaf in the shape of another, with the numbers that a function returns for its size, such as
   * the noise of `standardNormal`.
   */
  readonly generate: (like: L, numbersOf: (size: number) => Float64Array) => L
  /** Runs a computation and frees everything it made except its result. */
  readonly scope: <T extends LeafEvaluation<L>>(run: () => T) => T
}

/**
 * The result of an oracle at a point: the value of the loss, a scalar, and one gradient per leaf.
 */
export interface LeafEvaluation<L> {
  readonly value: L
  readonly grads: readonly L[]
  /** Auxiliary outputs of the loss, such as batch statistics. None if the loss has none. */
  readonly aux?: readonly L[]
  /**
   * Companions of the gradient by name, each with one leaf per gradient: an estimate of the
   * diagonal of the Hessian. Bodies read them as `at.more`.
   */
  readonly more?: Companions<L>
}

/** Companions of the gradient by name, each with one leaf per leaf of the parameters. */
export interface Companions<L> {
  readonly [companion: string]: readonly L[]
}
