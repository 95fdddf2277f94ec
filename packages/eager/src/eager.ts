import type { Optimizer } from '@momenta/core'
import { checkOptimizer, initialState } from '@momenta/core/program'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { checkStart } from './checks/checkStart.js'
import { fingerprintOf } from './fingerprint/fingerprintOf.js'
import type { Iterate, SteppedIterate } from './Iterate.js'
import { initialSlot } from './initialSlot.js'
import { isTensor, tensorsAre } from './isTensor.js'
import { leavesOf } from './leavesOf.js'
import { measure, measureAsync } from './measure/measure.js'
import type { Oracle } from './Oracle.js'
import { startStep } from './startStep.js'

/** Runs one optimizer on tensors. */
export interface Runner {
  /** The first iterate. It borrows the parameters: the iterate holds clones. */
  readonly init: <P extends object, A = unknown>(params: P) => Iterate<P, A>
  /**
   * The next iterate. It consumes the given one; on an error that one is unchanged and no tensor
   * leaks.
   */
  readonly step: <P extends object, A = unknown>(
    oracle: Oracle<P, A>,
    from: Iterate<P>,
  ) => SteppedIterate<P, A>
  /** {@link step} for backends that cannot be read synchronously: it awaits the measurements. */
  readonly stepAsync: <P extends object, A = unknown>(
    oracle: Oracle<P, A>,
    from: Iterate<P>,
  ) => Promise<SteppedIterate<P, A>>
}

/**
 * Runs an optimizer on tfjs tensors, operation by operation, on the current backend.
 *
 * Parameters are any tree of float32 tensors. The result of a step is kept (`tf.keep`), so an outer
 * `tf.tidy` does not free it; tensors that the next iterate does not hold are disposed. A step also
 * needs memory for the gradients and the temporaries of one leaf.
 *
 * @throws TypeError if the argument is not an optimizer; from `init` for an empty tree, leaves that
 *   are not float32 or two leaves of one name; from `step` for gradients of another tree or shape.
 *
 * @example
 * import '@momenta/register-gradients'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { eager, oracleOf } from '@momenta/eager'
 * import { adamCM } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const { init, step } = eager(adamCM({ learningRate: 0.05 }))
 * const oracle = oracleOf(({ w }: { w: tf.Tensor1D }) => tf.sum(tf.square(tf.sub(w, 1))))
 * let iterate = init({ w: tf.tensor1d([3, -2]) })
 * for (let i = 0; i < 200; i++) iterate = step(oracle, iterate)
 * step(oracle, iterate).value.dataSync()[0] < 1e-2 // => true
 */
export const eager = (optimizer: Optimizer): Runner => {
  checkOptimizer('eager', optimizer)
  return {
    init: (params) => {
      const flat = flatten('init', params, isTensor, tensorsAre)
      const leaves = leavesOf('init', flat)
      checkStart('init', flat)
      const made: tf.Tensor[] = []
      const kept = (tensor: tf.Tensor) => {
        made.push(tf.keep(tensor))
        return tensor
      }
      try {
        const own = flat.leaves.map((leaf) => kept(tf.clone(leaf)))
        const state = initialState(optimizer.transform, leaves, (slot, i) => {
          const leaf = own[i] as tf.Tensor
          return kept(initialSlot(slot, leaf))
        })
        return {
          params: flat.rebuild(own) as typeof params,
          state,
          optimizer: fingerprintOf(optimizer),
        }
      } catch (error) {
        tf.dispose(made)
        throw error
      }
    },
    step: (oracle, from) => {
      const { steps, finish, abandon } = startStep(optimizer, oracle, from)
      try {
        let turn = steps.next()
        while (!turn.done) turn = steps.next(measure(turn.value))
        return finish(turn.value)
      } catch (error) {
        abandon()
        throw error
      }
    },
    stepAsync: async (oracle, from) => {
      const { steps, finish, abandon } = startStep(optimizer, oracle, from)
      try {
        let turn = steps.next()
        while (!turn.done) turn = steps.next(await measureAsync(turn.value))
        return finish(turn.value)
      } catch (error) {
        abandon()
        throw error
      }
    },
  }
}
