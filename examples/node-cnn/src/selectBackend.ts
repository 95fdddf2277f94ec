import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { loadTensorflow } from '@momenta/tensorflow'
import { enableTraining } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'

/** Selects the fastest backend of this machine: TensorFlow if it was set up, else WebAssembly. */
export const selectBackend = async (): Promise<string> => {
  const tensorflow = await loadTensorflow()
  if (!tensorflow.ok) console.log(`${tensorflow.message}; continuing without it`)
  const [fast, slow] = tensorflow.ok ? ['tensorflow', 'wasm'] : ['wasm', 'cpu']
  if (!(await tf.setBackend(fast))) await tf.setBackend(slow)
  // the gradients that WebAssembly lacks, and faster kernels
  await enableTraining()
  return tf.getBackend()
}
