import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'

/**
 * Selects a backend, with the training kernels or without. On wasm they are always enabled: without
 * them wasm cannot train a convolution or an embedding.
 *
 * @throws Error with one line if the backend is not available.
 */
export const startBackend = async (backend: string, kernels: boolean): Promise<void> => {
  tf.enableProdMode()
  if (backend === 'tensorflow') {
    // stock tfjs-node leaves oneDNN at TensorFlow's default
    const loaded = await loadTensorflow({ oneDnn: kernels })
    if (!loaded.ok) throw new Error(loaded.message)
  }
  if (!(await tf.setBackend(backend)))
    throw new Error(`startBackend: backend must be wasm, cpu or tensorflow, got '${backend}'`)
  if (kernels || backend === 'wasm') await enableTraining()
}
