import { type Companions, kindOf, type LeafOracle, type Optimizer, show } from '@momenta/core'
import {
  auxiliaryOutputs,
  checkState,
  estimate,
  type Layout,
  layoutOf,
} from '@momenta/core/program'
import { type Flat, flatten, leavesLike } from '@momenta/tree'
import { arrays } from '../arithmetic/arrays.js'
import { leavesWith, type Shapes, shapeOf } from '../shapes.js'
import { checkStep } from './checkStep.js'
import { flatParams, isArray } from './flatParams.js'
import type { Iterate } from './Iterate.js'
import type { Evaluation, Oracle } from './Oracle.js'

/** The parameters of an iterate, flat, with what the estimators returned there. */
export interface EvaluatedPoint<A> {
  readonly flat: Flat<Float64Array>
  /** The chain over the leaves. */
  readonly layout: Layout
  readonly value: number
  readonly grads: readonly Float64Array[]
  /** The companions of the gradient. */
  readonly more: Companions<Float64Array>
  /** The auxiliary outputs, where the loss has some. */
  readonly aux: { readonly aux?: A }
  /** The oracle through the estimators, for other points in the same step. */
  readonly oracle: LeafOracle<Float64Array>
}

/** Checks what an oracle returned. */
const checkEvaluation = <P, A>(returned: Evaluation<P, A>): Evaluation<P, A> => {
  const { value } = (returned ?? {}) as { readonly value?: unknown }
  if (typeof value !== 'number')
    throw new TypeError(
      `step: the oracle must return { value, grads } with a number as value, got ${kindOf(value === undefined ? returned : value)}`,
    )
  return returned
}

const checkLengths = (grads: readonly Float64Array[], flat: Flat<Float64Array>): void => {
  for (const [i, leaf] of flat.leaves.entries())
    if (grads[i]?.length !== leaf.length)
      throw new TypeError(
        `step: the gradient of ${show(flat.names[i])} must have ${leaf.length} elements, got ${grads[i]?.length}`,
      )
}

/**
 * Evaluates an oracle at the parameters of an iterate, through the estimators of the optimizer.
 * Every step begins with this.
 *
 * @throws TypeError if an argument has the wrong type, or the oracle's result does not match the
 *   parameters.
 */
export const evaluate = <P extends object, A>(
  optimizer: Optimizer,
  oracle: Oracle<P, A>,
  from: Iterate<P>,
  shapes?: Shapes,
): EvaluatedPoint<A> => {
  checkStep(oracle, from)
  const flat = flatParams('step', from.params)
  const leaves = leavesWith('step', flat.leaves, flat.names, shapes)
  const layout = layoutOf(optimizer.transform, leaves)
  checkState('step', layout, from.state, shapeOf)
  const outputs = auxiliaryOutputs(
    (tree) => flatten('step: the auxiliary outputs', tree, isArray),
    shapeOf,
  )
  const onLeaves = estimate<Float64Array>(
    optimizer,
    (points, microbatch, evaluation = 0) => {
      const returned = oracle(flat.rebuild(points) as P, microbatch, evaluation)
      const { value, grads, aux } = checkEvaluation(returned)
      const list = leavesLike('step: the gradients', grads, flat, isArray)
      checkLengths(list, flat)
      return { value: Float64Array.of(value), grads: list, ...outputs.flat(aux, evaluation) }
    },
    arrays,
    from.state.step,
    leaves,
  )
  const { value, grads, aux, more = {} } = onLeaves(flat.leaves, 0)
  return {
    flat,
    layout,
    value: value[0] as number,
    grads,
    more,
    aux: outputs.tree<A>(aux?.map((leaf) => leaf.slice())),
    oracle: onLeaves,
  }
}
