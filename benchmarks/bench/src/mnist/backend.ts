import '@momenta/gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'

/**
 * Makes a backend current.
 *
 * @throws Error if it is not one that is built in here, or does not start.
 */
export const startBackend = async (name: string): Promise<void> => {
  tf.enableProdMode()
  if (tf.getBackend() === name) return
  if (!(await tf.setBackend(name)))
    throw new Error(`backend: '${name}' must start, and it did not; try wasm or cpu`)
  await tf.ready()
}
