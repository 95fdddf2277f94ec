import * as tf from '@tensorflow/tfjs-core'

const remedy = (kernel: string): string =>
  tf.getGradient('Sum') === undefined
    ? "import '@momenta/register-gradients' or '@tensorflow/tfjs' once before"
    : `use a loss without the operation of ${kernel}, or differences of gradients`

/** Adds the caller and a remedy to TensorFlow.js's error for a missing gradient. */
export const explainError = (who: string, error: unknown): unknown => {
  const [, kernel] = /gradient function not found for (\w+)/.exec(String(error)) ?? []
  return kernel === undefined
    ? error
    : new Error(`${who}: no gradient is registered for ${kernel}; ${remedy(kernel)}`, {
        cause: error,
      })
}
