import { type Optimizer, show } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'

/** Backends where reading a number waits for the device, or is not possible at once. */
const waits = new Set(['webgpu', 'webgl'])

/** Checks that the backend can read at once the norms that the optimizer needs. */
export const checkReadable = (who: string, { transform }: Optimizer): void => {
  const part = transform.find(
    ({ needs = [], reductions }) => needs.length > 0 || reductions !== undefined,
  )
  if (tf.getBackend() === 'webgpu' && part !== undefined)
    throw new Error(
      `${who}: the optimizer must not read norms on webgpu, which cannot be read synchronously, got one with ${part.name}; train on wasm, or with await fused(optimizer).stepAsync(oracleOfVariables(loss, variables), iterate)`,
    )
}

/**
 * Checks that a loss is not NaN, where reading it costs nothing: not on webgl and webgpu. An
 * optimizer that looks for such gradients itself, with `applyIfFinite`, receives them.
 */
export const checkLoss = (
  who: string,
  { transform }: Optimizer,
  loss: tf.Scalar,
  iterations: number,
): void => {
  if (waits.has(tf.getBackend()) || transform.some(({ needs }) => needs?.includes('finite'))) return
  if (Number.isNaN(loss.dataSync()[0]))
    throw new Error(
      `${who}: the loss must be a number, got NaN in iteration ${iterations}; the variables are unchanged: look for NaN in the data, lower the learning rate or clip the gradients`,
    )
}

/** The variables that have a gradient. */
export const usedOf = (
  who: string,
  variables: readonly tf.Variable[],
  grads: readonly (tf.Tensor | null | undefined)[],
): readonly tf.Variable[] => {
  const used = variables.filter((_, i) => grads[i] !== undefined)
  if (used.length === 0)
    throw new TypeError(
      `${who}: the loss must depend on the variables, got one that uses none of ${variables.map(({ name }) => show(name)).join(', ')}; compute it from them with tf operations`,
    )
  return used
}
