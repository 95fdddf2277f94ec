import * as tf from '@tensorflow/tfjs-core'
import { checkValue } from './checks/checkEvaluation.js'
import { explainError } from './explainError.js'

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

/**
 * The value of a loss and its gradients with respect to tensors or variables that it reads, by
 * automatic differentiation; undefined for those that it does not depend on.
 *
 * The tensors belong to the scope of the caller. On an error no tensor leaks.
 *
 * @param who - The name of the caller in errors.
 * @throws TypeError if the loss does not return a float32 scalar; Error if an operation has no
 *   gradient or the backend lacks a kernel (it names the operation and what to do); any error that
 *   the loss throws.
 *
 * @example
 * import '@momenta/register-gradients'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { differentiate } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const [w, unused] = [tf.variable(tf.scalar(3)), tf.variable(tf.scalar(5))]
 * const { grads } = differentiate('example', () => tf.square(w), [w, unused])
 * grads.map((grad) => grad?.dataSync()[0]) // => [6, undefined]
 */
export const differentiate = (
  who: string,
  loss: () => tf.Scalar,
  inputs: readonly tf.Tensor[],
): { readonly value: tf.Scalar; readonly grads: readonly (tf.Tensor | undefined)[] } => {
  const checked = () => {
    const value = loss()
    checkValue(`${who}: the loss must return`, value)
    return value
  }
  try {
    return tf.tidy(
      () =>
        freeSavedOnError((forward) =>
          tf.engine().gradients(() => forward(checked), [...inputs], undefined, true),
        ) as { value: tf.Scalar; grads: tf.Tensor[] },
    )
  } catch (error) {
    throw explainError(who, error)
  }
}
