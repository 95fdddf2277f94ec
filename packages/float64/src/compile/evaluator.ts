import {
  type Companions,
  kindOf,
  type Leaf,
  type LeafEvaluation,
  type Optimizer,
} from '@momenta/core'
import { estimate } from '@momenta/core/program'
import { arrays } from '../arithmetic/arrays.js'

/**
 * Writes the gradients at a point to arrays, one per leaf, and returns the value of the loss.
 *
 * The arrays are zero before each call, so elements that it does not write are 0, and it may add to
 * them.
 */
export type GradientInto = (
  params: readonly Float64Array[],
  grads: readonly Float64Array[],
) => number

const callGradient = (
  gradient: GradientInto,
  params: readonly Float64Array[],
  into: readonly Float64Array[],
): number => {
  const value: unknown = gradient(params, into)
  if (typeof value !== 'number')
    throw new TypeError(
      `step: the gradient function must return the value of the loss, a number, got ${kindOf(value)}`,
    )
  return value
}

/** The value of the loss, and the companions of the gradient. */
interface Evaluated {
  readonly value: number
  readonly more: Companions<Float64Array>
}

/** Evaluates gradient functions through the estimators of an optimizer. */
interface Evaluator {
  /** At the parameters; writes the gradients to the arrays of the run. */
  readonly evaluate: (gradient: GradientInto, step: number) => Evaluated
  /** At another point in the same step. */
  readonly again: (
    gradient: GradientInto,
    step: number,
    points: readonly Float64Array[],
    evaluation: number,
  ) => LeafEvaluation<Float64Array>
}

const none: Companions<Float64Array> = {}

/**
 * Evaluates gradient functions through the estimators of an optimizer.
 *
 * @param grads - Receives the gradients; zeros before each call.
 */
export const evaluator = (
  optimizer: Optimizer,
  leaves: readonly Leaf[],
  params: readonly Float64Array[],
  grads: readonly Float64Array[],
): Evaluator => {
  const again: Evaluator['again'] = (gradient, step, points, evaluation) => {
    const oracle = estimate<Float64Array>(
      optimizer,
      (at) => {
        const into = at.map((leaf) => new Float64Array(leaf.length))
        return { value: Float64Array.of(callGradient(gradient, at, into)), grads: into }
      },
      arrays,
      step,
      leaves,
    )
    return oracle(points, 0, evaluation)
  }
  const evaluate: Evaluator['evaluate'] = (gradient, step) => {
    for (const leaf of grads) leaf.fill(0)
    if (optimizer.estimators.length === 0)
      return { value: callGradient(gradient, params, grads), more: none }
    const found = again(gradient, step, params, 0)
    for (const [i, leaf] of found.grads.entries()) grads[i]?.set(leaf)
    return { value: found.value[0] as number, more: found.more ?? none }
  }
  return { evaluate, again }
}
