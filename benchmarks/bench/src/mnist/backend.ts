import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'

/**
 * Selects a backend.
 *
 * @throws Error if the backend is not available.
 */
export const startBackend = async (name: string): Promise<void> => {
  tf.enableProdMode()
  if (tf.getBackend() === name) return
  if (!(await tf.setBackend(name)))
    throw new Error(`bench: backend '${name}' is not available; use wasm or cpu`)
  await tf.ready()
}
