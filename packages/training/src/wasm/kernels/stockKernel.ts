import * as tf from '@tensorflow/tfjs-core'
import type { Call } from '../../installation/Kernel.js'

/** Runs a kernel of the backend from inside another one: no scope, no gradient, the caller disposes of the answer. */
export const stockKernel = (
  backend: object,
  name: string,
  { inputs, attrs }: Call,
): tf.TensorInfo =>
  tf.getKernel(name, 'wasm').kernelFunc({ inputs, backend, attrs }) as tf.TensorInfo
