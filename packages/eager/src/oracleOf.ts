import { kindOf } from '@momenta/core'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { checkValue } from './checks/checkEvaluation.js'
import { explainError } from './explainError.js'
import { isTensor, tensorsAre } from './isTensor.js'
import type { Oracle } from './Oracle.js'

/**
 * Runs a gradient computation and frees the tensors saved for the backward pass if either pass
 * throws. tfjs keeps these beyond all scopes and does not free them on an error; by then the tape
 * is gone, so the forward pass, which must be wrapped in `forward`, takes a reference to it.
 */
const freeSavedOnError = <T>(run: (forward: <U>(loss: () => U) => U) => T): T => {
  let tape: readonly { readonly saved?: readonly tf.Tensor[] }[] = []
  let before = 0
  const forward = <U>(loss: () => U): U => {
    tape = tf.engine().state.activeTape ?? []
    before = tape.length
    return loss()
  }
  try {
    return run(forward)
  } catch (error) {
    for (const { saved } of tape.slice(before)) tf.dispose([...(saved ?? [])])
    throw error
  }
}

/** Options of {@link oracleOf}. */
export interface OracleOptions {
  /**
   * Whether the loss may depend on none of the parameters, which gives gradients of 0. Default
   * false.
   */
  readonly allowUnused?: boolean
}

/**
 * Makes an oracle from a loss by automatic differentiation: value L(θ) and gradients ∂L/∂θ.
 *
 * A parameter on which the loss does not depend has gradient 0, but the loss must depend on at
 * least one. No tensor leaks, also when the loss throws. NaN and infinite values are returned
 * unchanged. tfjs-core registers no gradients in Node: import `@momenta/register-gradients` or
 * `@tensorflow/tfjs` once.
 *
 * @param loss - A function of the parameters and the index of the microbatch that returns a scalar.
 * @throws TypeError if the loss does not return a float32 scalar or depends on no parameter; Error
 *   if an operation has no gradient or the backend lacks a kernel (it names the operation and what
 *   to do); any error that the loss throws.
 *
 * @example
 * import '@momenta/register-gradients'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { oracleOf } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const oracle = oracleOf(({ w }: { w: tf.Tensor1D }) => tf.sum(tf.square(w)))
 * const { value, grads } = oracle({ w: tf.tensor1d([1, -2]) }, 0)
 * value.dataSync() // => [5]
 * grads.w.dataSync() // => [2, -4]
 */
export const oracleOf = <P extends object>(
  loss: (params: P, microbatch: number) => tf.Scalar,
  { allowUnused = false }: OracleOptions = {},
): Oracle<P> => {
  if (typeof loss !== 'function')
    throw new TypeError(
      `oracleOf: the loss must be a function of the parameters, got ${isTensor(loss) ? 'a tensor' : kindOf(loss)}`,
    )
  return (params, microbatch) => {
    const { leaves, rebuild } = flatten('oracleOf', params, isTensor, tensorsAre)
    const gradients = () =>
      tf.tidy(() => {
        const value = (inputs: readonly tf.Tensor[]) => {
          const returned = loss(rebuild(inputs) as P, microbatch)
          checkValue('oracleOf: the loss must return', returned)
          return returned
        }
        // Clones, so that a tensor that occurs twice in the tree is differentiated at each place;
        // and zeros for parameters that the loss does not depend on.
        const inputs = leaves.map((leaf) => tf.clone(leaf))
        const found = freeSavedOnError((forward) =>
          tf.engine().gradients(() => forward(() => value(inputs)), inputs, undefined, true),
        )
        if (!allowUnused && !found.grads.some(isTensor))
          throw new TypeError(
            'oracleOf: the loss must depend on the parameters that it is given, got one that uses none of them; read them from its argument, not from variables or a model outside it, and not by dataSync',
          )
        return {
          value: found.value,
          grads: inputs.map((input, i) => found.grads[i] ?? tf.zerosLike(input)),
        }
      })
    try {
      const { value, grads } = gradients()
      return { value: value as tf.Scalar, grads: rebuild(grads) as P }
    } catch (error) {
      throw explainError(error)
    }
  }
}
