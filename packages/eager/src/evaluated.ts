import { checkState, estimated, type Leaf, type Optimizer } from '@momenta/core'
import { type Flat, flatten, leavesLike } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { leaves as arithmetic } from './arithmetic/leaves.js'
import { checkAnswer, checkGradients } from './checks/checkAnswer.js'
import { checkIterate } from './checks/checkIterate.js'
import { checkOracle } from './checks/checkOracle.js'
import type { Iterate } from './Iterate.js'
import { isTensor, tensorsAre } from './isTensor.js'
import { leavesOf } from './leavesOf.js'
import type { Evaluation, Oracle } from './Oracle.js'
import { checkHeld, heldShape } from './ownership/checkHeld.js'
import { checkUnclaimed } from './ownership/claimIterate.js'

/** A point of a run, laid out flat, with what the estimators answered there: kept tensors that belong to whoever asked. */
export interface Evaluated {
  readonly flat: Flat<tf.Tensor>
  readonly leaves: readonly Leaf[]
  readonly value: tf.Scalar
  readonly grads: readonly tf.Tensor[]
}

/**
 * A handle of our own on the same data, since an oracle may answer the parameters themselves, or one tensor twice. As `tf.reshape` to the same shape, which shares
 * on every backend where a clone copies on wasm, without what an operation costs.
 */
const handle = ({ dataId, shape, dtype }: tf.Tensor): tf.Tensor => {
  tf.backend().incRef(dataId)
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype })
}

/** Asks the oracle, in a scope: what it leaves behind besides its answer is freed, also when it throws. */
const asked = <P extends object>(
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
        const answer: Evaluation<P> = oracle(flat.rebuild(points) as P, microbatch)
        checkAnswer(answer)
        const grads = leavesLike('step', answer.grads, flat, isTensor, tensorsAre)
        checkGradients(grads, points, flat.names)
        return { value: answer.value, grads }
      },
      arithmetic,
      step,
      leaves,
    )
    const { value, grads } = onLeaves(flat.leaves, 0)
    return { value: handle(value) as tf.Scalar, grads: grads.map(handle) }
  })

/**
 * Asks an oracle, through the estimators of an optimizer, at the point of an iterate: what an interpreter begins a step with.
 *
 * @throws TypeError if an argument is something else, the iterate was consumed or is in another step, or what the oracle returns does not fit it.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { eager, evaluated } from '@momenta/eager'
 * import { identity, optimizer } from '@momenta/core'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const plain = optimizer(identity)
 * const iterate = eager(plain).init({ w: tf.scalar(3) })
 * const oracle = ({ w }: { w: tf.Scalar }) => ({ value: w, grads: { w: tf.scalar(7) } })
 * evaluated(plain, oracle, iterate).grads[0].dataSync() // => [7]
 */
export const evaluated = <P extends object>(
  optimizer: Optimizer,
  oracle: Oracle<P>,
  from: Iterate<P>,
): Evaluated => {
  checkOracle('step', oracle)
  checkIterate('step', from)
  const flat = flatten('step', from.params, isTensor, tensorsAre)
  const leaves = leavesOf('step', flat)
  checkHeld('step', flat.leaves)
  checkUnclaimed('step', from)
  checkState('step', optimizer.transform, leaves, from.state, heldShape('step'))
  const { value, grads } = asked(optimizer, oracle, flat, from.state.step, leaves)
  for (const tensor of [value, ...grads]) tf.keep(tensor)
  if (flat.leaves.some(({ isDisposed }) => isDisposed)) {
    tf.dispose([value, ...grads])
    throw new TypeError(
      'step: the oracle must not dispose of the parameters, got one that did; they belong to the iterate',
    )
  }
  return { flat, leaves, value, grads }
}
