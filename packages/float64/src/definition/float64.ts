import { kindOf, type Optimizer, type State, show } from '@momenta/core'
import { advance, auxiliaryOutputs, checkOptimizer, checkState, estimated, initialState } from '@momenta/core/program'
import { type Flat, flatten, leavesLike } from '@momenta/tree'
import { arrays } from '../arithmetic/arrays.js'
import { norm } from '../arithmetic/norm.js'
import { checkStep } from './checkStep.js'
import { flatParams, isArray, leavesOf, shapeOf } from './leavesOf.js'
import { runArrays } from './runArrays.js'

/** What a loss answers at a point: its value, and gradients in the shape of the parameters. */
export interface Evaluation<P, A = unknown> {
  readonly value: number
  readonly grads: P
  /** Auxiliary outputs, such as batch statistics: any tree of Float64Array. */
  readonly aux?: A
}

/**
 * Answers a point with value and gradients.
 *
 * @param microbatch - Which part of the batch; 0 unless `microbatches` splits it.
 * @param evaluation - 0 at the parameters of the iterate, positive at points that an estimator such as `sam` perturbed.
 * Auxiliary outputs of perturbed evaluations are discarded.
 */
export type Oracle<P, A = unknown> = (
  params: P,
  microbatch: number,
  evaluation?: number,
) => Evaluation<P, A>

/** Where a run stands. */
export interface Iterate<P, A = unknown> {
  readonly params: P
  readonly state: State<Float64Array>
  /** The loss at the point that the last step started from. */
  readonly value?: number
  /** The auxiliary outputs of the loss at that point, unless it has none. */
  readonly aux?: A
}

/** Runs one optimizer. */
export interface Runner {
  /** The first iterate; it copies the parameters. */
  readonly init: <P extends object, A = unknown>(params: P) => Iterate<P, A>
  /** The next iterate; nothing that was given is changed. */
  readonly step: <P extends object, A = unknown>(
    oracle: Oracle<P, A>,
    from: Iterate<P>,
  ) => Iterate<P, A>
}

/** What an oracle returned, if it is that. */
const evaluationOf = <P, A>(returned: Evaluation<P, A>): Evaluation<P, A> => {
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
 * Runs an optimizer in float64 on trees of Float64Array, element by element and without TensorFlow.js: the definition. Pure: a step makes new
 * arrays, so iterates can be kept, compared and gone back to. For long runs use `compile`, which gives the same numbers in place.
 *
 * @throws TypeError if the argument is no optimizer, the parameters hold no leaf or something that is no Float64Array, or the gradients do not fit them.
 *
 * @example
 * import { describe, optimizer } from '@momenta/core'
 * import { float64 } from '@momenta/float64'
 *
 * const descent = describe({
 *   name: 'descent',
 *   slots: {},
 *   hyper: {},
 *   init: () => null,
 *   plan: (host) => ({ next: host, plan: { scalars: { rate: 0.25 } } }),
 *   body: (x, { updates: u, scalars: k }) => ({ updates: x.neg(x.mul(k.rate, u)), slots: {} }),
 * })
 * const { init, step } = float64(optimizer(descent))
 * const square = ({ w }: { w: Float64Array }) => ({ value: w[0] ** 2, grads: { w: w.map((n) => 2 * n) } })
 * const next = step(square, init({ w: Float64Array.of(1) }))
 * next.params.w // => [0.5]
 * next.value // => 1
 */
export const float64 = (optimizer: Optimizer): Runner => {
  checkOptimizer('float64', optimizer)
  return {
    init: (params) => {
      const flat = flatParams('init', params)
      const copies = flat.leaves.map((leaf) => leaf.slice())
      return {
        params: flat.rebuild(copies) as typeof params,
        state: initialState(optimizer.transform, leavesOf(flat), (slot, i) => {
          const leaf = copies[i] as Float64Array
          return slot === 'params' ? leaf.slice() : new Float64Array(leaf.length)
        }),
      }
    },
    step: <P extends object, A>(oracle: Oracle<P, A>, from: Iterate<P>): Iterate<P, A> => {
      checkStep(oracle, from)
      const flat = flatParams('step', from.params)
      const leaves = leavesOf(flat)
      checkState('step', optimizer.transform, leaves, from.state, shapeOf)
      const outputs = auxiliaryOutputs(
        (tree) => flatten('step: the auxiliary outputs', tree, isArray),
        shapeOf,
      )
      const asked = estimated<Float64Array>(
        optimizer,
        (points, microbatch, evaluation = 0) => {
          const point = flat.rebuild(points) as P
          const { value, grads, aux } = evaluationOf(oracle(point, microbatch, evaluation))
          const list = leavesLike('step', grads, flat, isArray)
          checkLengths(list, flat)
          return { value: Float64Array.of(value), grads: list, ...outputs.flat(aux, evaluation) }
        },
        arrays,
        from.state.step,
        leaves,
      )
      const { value, grads, aux } = asked(flat.leaves, 0)
      const start = { leaves, params: flat.leaves, grads, state: from.state }
      const steps = advance(optimizer.transform, start, runArrays)
      let turn = steps.next()
      while (!turn.done) turn = steps.next(turn.value.map(norm))
      const { updates, state } = turn.value
      const params = flat.leaves.map((leaf, i) =>
        leaf.map((n, j) => n + (updates[i]?.[j] as number)),
      )
      return {
        params: flat.rebuild(params) as P,
        state,
        value: value[0] as number,
        ...outputs.tree<A>(aux?.map((leaf) => leaf.slice())),
      }
    },
  }
}
