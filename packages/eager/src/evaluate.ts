import { checkState, estimated, type Leaf, type Optimizer } from '@momenta/core'
import { type Flat, flatten, leavesLike } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { leaves as arithmetic } from './arithmetic/leaves.js'
import { checkEvaluation, checkGradients } from './checks/checkEvaluation.js'
import { checkIterate } from './checks/checkIterate.js'
import { checkOracle } from './checks/checkOracle.js'
import type { Iterate } from './Iterate.js'
import { isTensor, tensorsAre } from './isTensor.js'
import { leavesOf } from './leavesOf.js'
import type { Evaluation, Oracle } from './Oracle.js'
import { checkHeld, heldShape } from './ownership/checkHeld.js'
import { checkUnclaimed } from './ownership/claimIterate.js'

/**
 * Flattened parameters with value and gradients after the estimators. The tensors are kept and
 * belong to the caller.
 */
export interface EvaluatedPoint {
  readonly flat: Flat<tf.Tensor>
  readonly leaves: readonly Leaf[]
  readonly value: tf.Scalar
  readonly grads: readonly tf.Tensor[]
}

/**
 * A second tensor on the same data, because an oracle may return a parameter itself, or one tensor
 * twice. It equals `tf.reshape` to the same shape, which shares memory on every backend (`tf.clone`
 * copies on wasm), without the cost of an operation.
 */
const handle = ({ dataId, shape, dtype }: tf.Tensor): tf.Tensor => {
  tf.backend().incRef(dataId)
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype })
}

/** Evaluates the oracle in a scope that frees all other tensors it makes, also when it throws. */
const callOracle = <P extends object>(
  optimizer: Optimizer,
  oracle: Oracle<P>,
  flat: Flat<tf.Tensor>,
  step: number,
  leaves: readonly Leaf[],
) =>
  tf.tidy(() => {
    const onLeaves = estimated<tf.Tensor>(
      optimizer,
      (points, microbatch) => {
        const evaluation: Evaluation<P> = oracle(flat.rebuild(points) as P, microbatch)
        checkEvaluation(evaluation)
        const grads = leavesLike('step', evaluation.grads, flat, isTensor, tensorsAre)
        checkGradients(grads, points, flat.names)
        return { value: evaluation.value, grads }
      },
      arithmetic,
      step,
      leaves,
    )
    const { value, grads } = onLeaves(flat.leaves, 0)
    return { value: handle(value) as tf.Scalar, grads: grads.map(handle) }
  })

/**
 * Evaluates an oracle at the parameters of an iterate, through the estimators of the optimizer.
 * Every step of an interpreter begins with this.
 *
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
export const evaluate = <P extends object>(
  optimizer: Optimizer,
  oracle: Oracle<P>,
  from: Iterate<P>,
): EvaluatedPoint => {
  checkOracle('step', oracle)
  checkIterate('step', from)
  const flat = flatten('step', from.params, isTensor, tensorsAre)
  const leaves = leavesOf('step', flat)
  checkHeld('step', flat.leaves)
  checkUnclaimed('step', from)
  checkState('step', optimizer.transform, leaves, from.state, heldShape('step'))
  const { value, grads } = callOracle(optimizer, oracle, flat, from.state.step, leaves)
  for (const tensor of [value, ...grads]) tf.keep(tensor)
  if (flat.leaves.some(({ isDisposed }) => isDisposed)) {
    tf.dispose([value, ...grads])
    throw new TypeError(
      'step: the oracle must not dispose the parameters, which belong to the iterate, got one that did',
    )
  }
  return { flat, leaves, value, grads }
}
