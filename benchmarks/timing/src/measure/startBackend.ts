import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import { loadTensorflow } from '@momenta/tensorflow'
import { startWebgpu } from '@momenta/webgpu'
import * as tf from '@tensorflow/tfjs-core'

/** The backends that can be timed. */
export const backends = ['wasm', 'cpu', 'tensorflow', 'webgpu'] as const

/**
 * Selects a backend, with the training kernels or without. On wasm they are always enabled: without
 * them wasm cannot train a convolution or an embedding.
 *
 * @param report - Receives warnings of the backend: a software adapter, errors of a device. Default
 *   writes them to stderr.
 * @returns A function that frees the device, where there is one.
 * @throws Error with one line if the backend is not available.
 */
export const startBackend = async (
  backend: string,
  kernels: boolean,
  report: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
): Promise<() => void> => {
  tf.enableProdMode()
  let stop = () => {}
  if (backend === 'webgpu') {
    const started = await startWebgpu({ report })
    if (!started.ok) throw new Error(started.message)
    stop = started.stop
  }
  if (backend === 'tensorflow') {
    // stock tfjs-node leaves oneDNN at TensorFlow's default
    const loaded = await loadTensorflow({ oneDnn: kernels })
    if (!loaded.ok) throw new Error(loaded.message)
  }
  if (!(await tf.setBackend(backend)))
    throw new Error(`startBackend: backend must be among ${backends.join(', ')}, got '${backend}'`)
  if (kernels || backend === 'wasm') await enableTraining()
  return stop
}
