import { show } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'

const because = (message: string, error: Error): Error =>
  new Error(`${message} (${error.message})`, { cause: error })

/** Says what to do if tfjs has no gradient for an operation of the loss. */
const withoutGradient = (who: string, operation: string, error: Error): Error =>
  // Every collection of gradients has this one, which the oracle itself needs.
  tf.getGradient('Identity') === undefined
    ? because(
        `${who}: gradients must be registered: import '@momenta/register-gradients' or '@tensorflow/tfjs' once, before the first step`,
        error,
      )
    : because(
        `${who}: the loss must be made of operations that have a gradient, got ${operation}, which has none; run the step in withSecondOrder of '@momenta/second-order', which treats it as constant, or use a differentiable expression such as tf.relu, tf.maximum or tf.abs`,
        error,
      )

const withoutKernel = (who: string, kernel: string, backend: string, error: Error): Error =>
  because(
    `${who}: the backend ${show(backend)} must have every kernel of the loss and its gradient, got none for ${kernel}; await enableTraining() of '@momenta/kernels' after tf.setBackend(${show(backend)}), or use another backend`,
    error,
  )

/**
 * Replaces an error of tfjs by one that says what to change in the loss; returns any other error
 * unchanged.
 */
export const explainError = (who: string, error: unknown): unknown => {
  if (!(error instanceof Error)) return error
  const gradient = /gradient function not found for (\w+)/.exec(error.message)
  if (gradient !== null) return withoutGradient(who, gradient[1] as string, error)
  const kernel = /Kernel '(\w+)' not registered for backend '([\w-]+)'/.exec(error.message)
  return kernel === null
    ? error
    : withoutKernel(who, kernel[1] as string, kernel[2] as string, error)
}
