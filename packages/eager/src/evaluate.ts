import {
  type Companions,
  type Leaf,
  type LeafEvaluation,
  mapDictionary,
  type Optimizer,
} from '@momenta/core'
import {
  auxiliaryOutputs,
  checkState,
  estimate,
  type Layout,
  layoutOf,
} from '@momenta/core/program'
import { type Flat, flatten, leavesLike } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { leaves as arithmetic } from './arithmetic/leaves.js'
import { checkEvaluation, checkGradients } from './checks/checkEvaluation.js'
import { checkIterate } from './checks/checkIterate.js'
import { checkOracle } from './checks/checkOracle.js'
import { flattenOutputs } from './checks/flattenOutputs.js'
import { handle } from './handle.js'
import type { Iterate } from './Iterate.js'
import { isTensor, tensorsAre } from './isTensor.js'
import { leavesOf } from './leavesOf.js'
import type { Evaluation, Oracle } from './Oracle.js'
import { checkHeld, heldShape } from './ownership/checkHeld.js'
import { checkUnclaimed } from './ownership/claimIterate.js'
import { tensorsOf } from './ownership/tensorsOf.js'

/**
 * Flattened parameters with value and gradients after the estimators. The tensors are kept and
 * belong to the caller.
 */
export interface EvaluatedPoint<A = unknown> {
  readonly flat: Flat<tf.Tensor>
  /** The chain over the leaves. */
  readonly layout: Layout
  readonly value: tf.Scalar
  readonly grads: readonly tf.Tensor[]
  /** The companions of the gradient. */
  readonly more: Companions<tf.Tensor>
  /** The auxiliary outputs of the loss; absent if it returns none. */
  readonly aux?: A
  /**
   * Evaluates the loss again, through the estimators, at the parameters plus updates. What the
   * function makes is freed; the tensors of the result are new, and not kept.
   *
   * @param evaluation - Its index, from 1.
   */
  readonly again: (
    updates: () => readonly tf.Tensor[],
    evaluation: number,
  ) => LeafEvaluation<tf.Tensor>
}

/**
 * Evaluates the oracle in a scope that frees all other tensors it makes, also when it throws. The
 * tensors it returns are new, because an oracle may return a parameter itself, or one tensor twice.
 */
const callOracle = <P extends object, A>(
  optimizer: Optimizer,
  oracle: Oracle<P, A>,
  flat: Flat<tf.Tensor>,
  step: number,
  leaves: readonly Leaf[],
) => {
  const outputs = auxiliaryOutputs<tf.Tensor>(
    (tree) => flattenOutputs('step', tree),
    ({ shape }) => shape,
  )
  const onLeaves = estimate<tf.Tensor>(
    optimizer,
    (points, microbatch, evaluation = 0) => {
      const found: Evaluation<P> = oracle(flat.rebuild(points) as P, microbatch, evaluation)
      checkEvaluation(found)
      const grads = leavesLike('step: the gradients', found.grads, flat, isTensor, tensorsAre)
      checkGradients(grads, points, flat.names)
      return { value: found.value, grads, ...outputs.flat(found.aux, evaluation) }
    },
    arithmetic,
    step,
    leaves,
  )
  const evaluateAt = (
    points: readonly tf.Tensor[],
    evaluation: number,
    own: (tensor: tf.Tensor) => tf.Tensor,
  ) => {
    const { value, grads, aux, more = {} } = onLeaves(points, 0, evaluation)
    return {
      value: own(value) as tf.Scalar,
      grads: grads.map(own),
      more: mapDictionary(more, (leaf) => leaf.map(own)) as {
        [companion: string]: tf.Tensor[]
      },
      ...(aux && { aux: aux.map(own) }),
    }
  }
  let found = {} as ReturnType<typeof evaluateAt>
  // not returned, since a scope walks through what it returns
  tf.tidy(() => {
    found = evaluateAt(flat.leaves, 0, (tensor) => tf.keep(handle(tensor)))
  })
  const { aux, ...rest } = found
  const again = (updates: () => readonly tf.Tensor[], evaluation: number) => {
    const found = tf.tidy(() => {
      const moves = updates()
      const points = flat.leaves.map((leaf, i) => tf.add(leaf, moves[i] as tf.Tensor))
      return evaluateAt(points, evaluation, handle)
    })
    tf.dispose(found.more)
    return found
  }
  return { ...rest, ...outputs.tree<A>(aux), again }
}

/**
 * Evaluates an oracle at the parameters of an iterate, through the estimators of the optimizer.
 * Every step of an interpreter begins with this.
 *
 * @param isKnown - Whether the tensors of the state are known to match parameters with these
 *   leaves, so that their shapes need not be checked again. Default never.
 * @throws TypeError if an argument has the wrong type, the iterate was consumed or is in another
 *   step, or the oracle's result does not match the parameters.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { eager, evaluate } from '@momenta/eager'
 * import { identity, optimizer } from '@momenta/core'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const plain = optimizer(identity)
 * const iterate = eager(plain).init({ w: tf.scalar(3) })
 * const oracle = ({ w }: { w: tf.Scalar }) => ({ value: w, grads: { w: tf.scalar(7) } })
 * evaluate(plain, oracle, iterate).grads[0].dataSync() // => [7]
 */
export const evaluate = <P extends object, A = unknown>(
  optimizer: Optimizer,
  oracle: Oracle<P, A>,
  from: Iterate<P>,
  isKnown: (point: Pick<EvaluatedPoint, 'flat' | 'layout'>) => boolean = () => false,
): EvaluatedPoint<A> => {
  checkOracle('step', oracle)
  checkIterate('step', from)
  const flat = flatten('step', from.params, isTensor, tensorsAre)
  const leaves = leavesOf('step', flat)
  checkHeld('step', flat.leaves)
  checkUnclaimed('step', from)
  const layout = layoutOf(optimizer.transform, leaves)
  const shapeOf = isKnown({ flat, layout }) ? undefined : heldShape('step')
  checkState('step', layout, from.state, shapeOf)
  const found = callOracle(optimizer, oracle, flat, from.state.step, leaves)
  if (flat.leaves.some(({ isDisposed }) => isDisposed)) {
    tf.dispose([...tensorsOf(found)])
    throw new TypeError(
      'step: the oracle must not dispose the parameters, which belong to the iterate, got one that did',
    )
  }
  return { flat, layout, ...found }
}
