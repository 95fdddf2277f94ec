import * as tf from '@tensorflow/tfjs-core'
import { callKernel } from '../../installation/installKernels.js'
import type { Call } from '../../installation/Kernel.js'

/** Runs a kernel of the backend from inside another one; the caller disposes of the result. */
export const runStock = (backend: object, name: string, call: Call): tf.TensorInfo =>
  callKernel(tf.getKernel(name, 'wasm'), backend, call)
