import '@momenta/gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { loadTensorflow } from '@momenta/native'
import { enableTraining } from '@momenta/training'
import * as tf from '@tensorflow/tfjs-core'
import * as E from 'fp-ts/lib/Either.js'
import type { Row } from './Row.js'

/**
 * Makes a backend current for a variant. Plain operations run on the stock `tensorflow` backend, but on wasm with the kernels of `enableTraining`, without which
 * wasm cannot train a convolution or an embedding at all.
 *
 * @throws Error with one line if the backend cannot be had.
 */
export const startBackend = async (backend: string, variant: Row['variant']): Promise<void> => {
  tf.enableProdMode()
  if (backend === 'tensorflow') {
    // stock tfjs-node leaves oneDNN to TensorFlow's own choice
    const loaded = await loadTensorflow({ oneDnn: variant === 'training' })
    if (E.isLeft(loaded)) throw new Error(loaded.left.message)
  }
  if (!(await tf.setBackend(backend)))
    throw new Error(`bench:train: backend must be wasm, cpu or tensorflow, got '${backend}'`)
  if (variant === 'training' || backend === 'wasm') await enableTraining()
}
