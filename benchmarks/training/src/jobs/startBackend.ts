import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'
import * as E from 'fp-ts/lib/Either.js'
import type { BackendName } from './TrainingJob.js'

/**
 * Selects a backend with its kernels for training.
 *
 * @throws Error with one line if it is not available.
 */
export const startBackend = async (backend: BackendName): Promise<void> => {
  tf.enableProdMode()
  if (backend === 'tensorflow') {
    const loaded = await loadTensorflow()
    if (E.isLeft(loaded)) throw new Error(loaded.left.message)
  }
  if (!(await tf.setBackend(backend)))
    throw new Error(`startBackend: ${backend} does not start here; use wasm`)
  await tf.ready()
  await enableTraining()
}
