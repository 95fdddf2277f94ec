import { checkOptimizer, extendState, type Optimizer } from '@momenta/core'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { checkIterate } from './checks/checkIterate.js'
import { checkStart } from './checks/checkStart.js'
import { fingerprintOf } from './fingerprint/fingerprintOf.js'
import type { Iterate } from './Iterate.js'
import { isTensor, tensorsAre } from './isTensor.js'
import { leavesOf } from './leavesOf.js'
import { checkHeld } from './ownership/checkHeld.js'
import { checkUnclaimed } from './ownership/claimIterate.js'
import { mapTensors } from './ownership/mapTensors.js'
import { tensorsOf } from './ownership/tensorsOf.js'

/**
 * Goes on with a run whose parameters have come, gone or changed their shape, or whose masks select other leaves: new leaves begin as in `init`, those that are
 * gone are dropped, and all others keep their state.
 *
 * The parameters are those that are given, also for leaves that stay. Counts of steps stay, so Adam's bias correction is that of the whole run also for a
 * new leaf; a memory that all leaves share holds zeros for a new one. The iterate may be of `eager` or `fused`.
 *
 * @param optimizer - The one that the iterate is of.
 * @param iterate - Borrowed, as by `cloneIterate`: it stays as it is, and you dispose of it.
 * @param params - The parameters to go on with; borrowed.
 * @throws TypeError if the iterate is of another optimizer or was consumed, or the parameters hold no leaf, one that is not float32, or one twice.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { disposeIterate, eager, extend } from '@momenta/eager'
 * import { sgd } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const optimizer = sgd()
 * const before = eager(optimizer).init({ w: tf.tensor1d([1, 2]) })
 * const after = extend(optimizer, before, { ...before.params, b: tf.scalar(3) })
 * disposeIterate(before)
 * after.params.b.dataSync() // => [3]
 */
export const extend = <P extends object>(
  optimizer: Optimizer,
  iterate: Iterate<object>,
  params: P,
): Iterate<P> => {
  checkOptimizer('extend', optimizer)
  checkIterate('extend', iterate)
  checkUnclaimed('extend', iterate)
  checkHeld('extend', tensorsOf(iterate.params, iterate.state))
  const flat = flatten('extend', params, isTensor, tensorsAre)
  const leaves = leavesOf('extend', flat)
  checkStart('extend', flat)
  const made = new Set<tf.Tensor>()
  const kept = (tensor: tf.Tensor): tf.Tensor => {
    made.add(tf.keep(tensor))
    return tensor
  }
  try {
    const own = flat.leaves.map((leaf) => kept(tf.clone(leaf)))
    const state = extendState(
      optimizer.transform,
      leaves,
      iterate.state,
      (slot, i) => {
        const leaf = own[i] as tf.Tensor
        return kept(slot === 'params' ? tf.clone(leaf) : tf.zerosLike(leaf))
      },
      ({ shape }) => shape,
    )
    return {
      params: flat.rebuild(own) as P,
      // What the given state holds too gets handles of its own; what is new has them.
      state: mapTensors(state, (tensor) => (made.has(tensor) ? tensor : kept(tf.clone(tensor)))),
      optimizer: fingerprintOf(optimizer),
    }
  } catch (error) {
    tf.dispose([...made])
    throw error
  }
}
