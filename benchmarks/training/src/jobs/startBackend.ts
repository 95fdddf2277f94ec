import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'
import type { BackendName } from './TrainingJob.js'

/**
 * Selects a backend.
 *
 * @throws Error with one line if it is not available.
 */
export const selectBackend = async (backend: BackendName): Promise<void> => {
  tf.enableProdMode()
  if (backend === 'tensorflow') {
    const loaded = await loadTensorflow()
    if (!loaded.ok) throw new Error(loaded.message)
  }
  if (tf.getBackend() !== backend && !(await tf.setBackend(backend)))
    throw new Error(`selectBackend: ${backend} does not start here; use wasm`)
  await tf.ready()
}

/**
 * Selects a backend with its kernels for training.
 *
 * @returns A function that disables these kernels.
 * @throws Error with one line if it is not available.
 */
export const startBackend = async (backend: BackendName): Promise<() => void> => {
  await selectBackend(backend)
  return enableTraining()
}
