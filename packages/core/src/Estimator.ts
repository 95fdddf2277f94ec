import type { Host } from './Host.js'
import type { Leaf } from './Leaf.js'
import type { LeafArithmetic, LeafEvaluation } from './LeafArithmetic.js'

/** An oracle on leaves: answers a point with the value and the gradients of the loss on a microbatch (0 unless an estimator asks for more). */
export type LeafOracle<L> = (params: readonly L[], microbatch: number) => LeafEvaluation<L>

/**
 * Makes an oracle out of an oracle: it decides at which points, on which microbatches and how often the loss is asked,
 * and what of the answers reaches the transforms.
 *
 * Laws: the identity estimator answers the oracle itself; estimators compose.
 */
export interface Estimator {
  readonly name: string
  /** The options that decide what it computes, as JSON, without its hyperparameters. */
  readonly options?: { readonly [name: string]: Host }
  /**
   * @param oracle - The oracle to ask.
   * @param x - Arithmetic of leaves.
   * @param step - The number of steps taken so far, for what changes from step to step.
   * @param leaves - The leaves of the parameters, in the order of the gradients.
   */
  readonly wrap: <L>(
    oracle: LeafOracle<L>,
    x: LeafArithmetic<L>,
    step: number,
    leaves: readonly Leaf[],
  ) => LeafOracle<L>
}
