import type { Host } from './Host.js'
import type { Leaf } from './Leaf.js'
import type { LeafArithmetic, LeafEvaluation } from './LeafArithmetic.js'

/**
 * An oracle on leaves: returns the value, the gradients and the auxiliary outputs of the loss at a
 * point.
 *
 * @param microbatch - 0 unless an estimator evaluates several.
 * @param evaluation - 0, the default, at the parameters of the iterate; positive at points that an
 *   estimator perturbed.
 */
export type LeafOracle<L> = (
  params: readonly L[],
  microbatch: number,
  evaluation?: number,
) => LeafEvaluation<L>

/**
 * Maps an oracle to another oracle: it decides at which points and on which microbatches the loss
 * is evaluated, and which gradients the transforms get.
 *
 * Laws: the identity estimator returns the oracle itself; estimators compose; the auxiliary outputs
 * are those of evaluation 0. So an estimator passes on the index of the evaluation that it was
 * given, and each field of the evaluation that it does not change: `{ ...evaluation, grads }`.
 * Companions of the gradient are those of evaluation 0, too.
 */
export interface Estimator {
  readonly name: string
  /** The structural options as JSON, without hyperparameters. */
  readonly options?: { readonly [name: string]: Host }
  /**
   * The names of the companions of the gradient that it adds to `LeafEvaluation.more`, if not in
   * each step.
   */
  readonly gives?: readonly string[]
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
