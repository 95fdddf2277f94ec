import type { Optimizer } from '@momenta/core'
import { checkOptimizer, extendState } from '@momenta/core/program'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { checkIterate } from './checks/checkIterate.js'
import { checkStart } from './checks/checkStart.js'
import { fingerprintOf } from './fingerprint/fingerprintOf.js'
import type { Iterate } from './Iterate.js'
import { initialSlot } from './initialSlot.js'
import { isTensor, tensorsAre } from './isTensor.js'
import { leavesOf } from './leavesOf.js'
import { checkHeld } from './ownership/checkHeld.js'
import { checkUnclaimed } from './ownership/claimIterate.js'
import { mapTensors } from './ownership/mapTensors.js'
import { tensorsOf } from './ownership/tensorsOf.js'

/**
 * Continues a run after parameters were added, removed or reshaped, or masks select other leaves.
 * New and reshaped leaves start as in `init`, removed ones are dropped, all others keep their
 * state.
 *
 * All parameters are taken from `params`, also those of leaves that stay. Step counts are kept, so
 * Adam's bias correction of a new leaf is that of the whole run; a memory shared by all leaves
 * holds zeros for a new leaf. The iterate may be of `eager` or `fused`.
 *
 * @param optimizer - The optimizer of the iterate.
 * @param iterate - Borrowed: it is not modified and stays yours to dispose.
 * @param params - The parameters of the new iterate; borrowed.
 * @throws TypeError if the iterate is of another optimizer or was consumed, or the parameters have
 *   no leaf, a leaf that is not float32, or one tensor twice.
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
  const keep = (tensor: tf.Tensor): tf.Tensor => {
    made.add(tf.keep(tensor))
    return tensor
  }
  try {
    const own = flat.leaves.map((leaf) => keep(tf.clone(leaf)))
    const state = extendState(
      optimizer.transform,
      leaves,
      iterate.state,
      (slot, i) => {
        const leaf = own[i] as tf.Tensor
        return keep(initialSlot(slot, leaf))
      },
      ({ shape }) => shape,
    )
    return {
      params: flat.rebuild(own) as P,
      // Tensors of the given state are cloned; new ones are already owned.
      state: mapTensors(state, (tensor) => (made.has(tensor) ? tensor : keep(tf.clone(tensor)))),
      optimizer: fingerprintOf(optimizer),
    }
  } catch (error) {
    tf.dispose([...made])
    throw error
  }
}
