import { type Companions, kindOf, type Leaf, type Optimizer } from '@momenta/core'
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

const none: Companions<Float64Array> = {}

/**
 * Evaluates gradient functions through the estimators of an optimizer.
 *
 * @param grads - Receives the gradients; zeros before each call.
 * @returns A function of a gradient function and the number of steps taken; it returns the value
 *   and the companions of the gradient.
 */
export const evaluator = (
  optimizer: Optimizer,
  leaves: readonly Leaf[],
  params: readonly Float64Array[],
  grads: readonly Float64Array[],
): ((gradient: GradientInto, step: number) => Evaluated) => {
  const evaluate = (gradient: GradientInto, step: number): Evaluated => {
    const oracle = estimate<Float64Array>(
      optimizer,
      (points) => {
        const into = points.map((leaf) => new Float64Array(leaf.length))
        return { value: Float64Array.of(callGradient(gradient, points, into)), grads: into }
      },
      arrays,
      step,
      leaves,
    )
    const evaluation = oracle(params, 0)
    for (const [i, leaf] of evaluation.grads.entries()) grads[i]?.set(leaf)
    return { value: evaluation.value[0] as number, more: evaluation.more ?? none }
  }
  return (gradient, step) => {
    for (const leaf of grads) leaf.fill(0)
    return optimizer.estimators.length === 0
      ? { value: callGradient(gradient, params, grads), more: none }
      : evaluate(gradient, step)
  }
}
