import type { Host } from './Host.js'
import type { Leaf } from './Leaf.js'
import type { LeafArithmetic, LeafEvaluation } from './LeafArithmetic.js'

/**
 * An oracle on leaves: returns the value and gradients of the loss at a point, on a microbatch (0
 * unless an estimator evaluates several).
 */
export type LeafOracle<L> = (params: readonly L[], microbatch: number) => LeafEvaluation<L>

/**
 * Maps an oracle to another oracle: it decides at which points and on which microbatches the loss
 * is evaluated, and which gradients the transforms get.
 *
 * Laws: the identity estimator returns the oracle itself; estimators compose.
 */
export interface Estimator {
  readonly name: string
  /** The structural options as JSON, without hyperparameters. */
  readonly options?: { readonly [name: string]: Host }
  /**
   * @param oracle - The oracle to evaluate.
   * @param x - Arithmetic of leaves.
   * @param step - The number of steps taken, for estimators that depend on it.
   * @param leaves - The leaves of the parameters, in the order of the gradients.
   */
  readonly wrap: <L>(
    oracle: LeafOracle<L>,
    x: LeafArithmetic<L>,
    step: number,
    leaves: readonly Leaf[],
  ) => LeafOracle<L>
}
