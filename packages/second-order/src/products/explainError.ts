import * as tf from '@tensorflow/tfjs-core'

const remedy = (kernel: string): string =>
  tf.getGradient('Sum') === undefined
    ? "import '@momenta/gradients' or '@tensorflow/tfjs' once, before"
    : `the loss must not need it: build it without what ${kernel} comes from, or take differences of gradients`

/** TensorFlow.js's word for a missing gradient, with who asked and what to do. */
export const explained = (who: string, error: unknown): unknown => {
  const [, kernel] = /gradient function not found for (\w+)/.exec(String(error)) ?? []
  return kernel === undefined
    ? error
    : new Error(`${who}: no gradient is registered for ${kernel}; ${remedy(kernel)}`, {
        cause: error,
      })
}
