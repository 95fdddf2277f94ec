import { mapDictionary, type Optimizer } from '@momenta/core'
import { checkOptimizer, checkState, evaluationOf, layoutOf } from '@momenta/core/program'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { tensors } from './arithmetic/tensors.js'
import { checkIterate } from './checks/checkIterate.js'
import type { Iterate } from './Iterate.js'
import { isTensor, tensorsAre } from './isTensor.js'
import { leavesOf } from './leavesOf.js'
import { checkHeld, heldShape } from './ownership/checkHeld.js'

const who = 'evaluationParams'

/**
 * The parameters at which the model is to be evaluated: averages for `averageParams`, `lookahead`
 * and schedule-free optimizers, for all others the parameters.
 *
 * Where several parts of a chain have such parameters, those of the last one that acts on a leaf
 * count. The iterate may be of `eager` or `fused`; it is not modified. Nothing is read from the
 * device.
 *
 * @returns New tensors, which are the caller's to dispose. Those of leaves that are evaluated at
 *   the parameters share their memory: dispose them before the next step, so that it is in place.
 * @throws TypeError if an argument has the wrong type, or the iterate was consumed or is of another
 *   optimizer.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { eager, evaluationParams } from '@momenta/eager'
 * import { scheduleFreeSGD } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const optimizer = scheduleFreeSGD({ learningRate: 1, b1: 0.5 })
 * const { init, step } = eager(optimizer)
 * const slope = ({ w }: { w: tf.Scalar }) => ({ value: w, grads: { w: tf.scalar(1) } })
 * let iterate = init({ w: tf.scalar(0) })
 * for (let i = 0; i < 2; i++) iterate = step(slope, iterate)
 * // z = -2, x = -1.5
 * iterate.params.w.dataSync() // => [-1.75]
 * evaluationParams(optimizer, iterate).w.dataSync() // => [-1.5]
 */
export const evaluationParams = <P extends object>(
  optimizer: Optimizer,
  iterate: Iterate<P>,
): P => {
  checkOptimizer(who, optimizer)
  checkIterate(who, iterate)
  const { params, state } = iterate
  const flat = flatten(who, params, isTensor, tensorsAre)
  const leaves = leavesOf(who, flat)
  checkHeld(who, flat.leaves)
  checkState(who, layoutOf(optimizer.transform, leaves), state, heldShape(who))
  const all = tf.tidy(() =>
    evaluationOf<tf.Tensor>(
      optimizer.transform,
      leaves,
      flat.leaves,
      state,
      (evaluated, own, slots, hyper) =>
        evaluated(tensors, { params: own, slots, scalars: mapDictionary(hyper, tensors.of) }),
    ).map((leaf) => tf.clone(leaf)),
  )
  return flat.rebuild(all) as P
}
