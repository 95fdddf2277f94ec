import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { isTensor } from './isTensor.js'
import type { Oracle } from './Oracle.js'

const explained = (error: unknown): unknown =>
  error instanceof Error && error.message.includes('gradient function not found')
    ? new Error(
        `oracleOf: gradients must be registered: import '@momenta/gradients' or '@tensorflow/tfjs' once, before the first step (${error.message})`,
      )
    : error

/** tfjs keeps what the backward pass will need, beyond all scopes, and forgets to free it if the forward pass throws. */
const freeingSaved = <T>(run: () => T): T => {
  const tape = () => tf.engine().state.activeTape ?? []
  const before = tape().length
  try {
    return run()
  } catch (error) {
    for (const { saved } of tape().slice(before)) tf.dispose(saved ?? [])
    throw error
  }
}

/**
 * Makes an oracle out of a loss, by automatic differentiation: value L(θ) and gradients ∂L/∂θ.
 *
 * The only place that touches autodiff. A parameter on which the loss does not depend has gradient 0. Nothing leaks, also when the loss throws.
 * tfjs-core registers no gradients in Node: import `@momenta/gradients` or `@tensorflow/tfjs` once.
 *
 * @param loss - From parameters and microbatch to a scalar.
 * @throws TypeError if the loss answers no scalar; whatever the loss throws.
 *
 * @example
 * import '@momenta/gradients'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { oracleOf } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const oracle = oracleOf(({ w }) => tf.sum(tf.square(w)))
 * const { value, grads } = oracle({ w: tf.tensor1d([1, -2]) }, 0)
 * value.dataSync() // => [5]
 * grads.w.dataSync() // => [2, -4]
 */
export const oracleOf =
  <P extends object>(loss: (params: P, microbatch: number) => tf.Scalar): Oracle<P> =>
  (params, microbatch) => {
    const { leaves, rebuild } = flatten('oracleOf', params, isTensor)
    const gradients = () =>
      tf.tidy(() => {
        const value = (inputs: readonly tf.Tensor[]) => {
          const answered = freeingSaved(() => loss(rebuild(inputs) as P, microbatch))
          if (!isTensor(answered) || answered.rank !== 0)
            throw new TypeError(
              `oracleOf: the loss must answer a scalar, got ${isTensor(answered) ? `shape [${answered.shape}]` : String(answered)}`,
            )
          return answered
        }
        // Clones, so that a tensor that stands twice in the tree is differentiated at each place; and zeros for what the loss does not depend on.
        const inputs = leaves.map((leaf) => tf.clone(leaf))
        const found = tf.engine().gradients(() => value(inputs), inputs, undefined, true)
        return {
          value: found.value,
          grads: inputs.map((input, i) => found.grads[i] ?? tf.zerosLike(input)),
        }
      })
    try {
      const { value, grads } = gradients()
      return { value: value as tf.Scalar, grads: rebuild(grads) as P }
    } catch (error) {
      throw explained(error)
    }
  }
