import * as tf from '@tensorflow/tfjs-core'
import type { Call, Kernel } from './Kernel.js'

const replaced = (backendName: string, kernel: Kernel): (() => void) => {
  const former = tf.getKernel(kernel.name, backendName)
  const stock = (backend: object) => (call: Call) => {
    if (former === undefined)
      throw new Error(
        `${kernel.name}: the ${backendName} backend has no kernel for these arguments (${JSON.stringify(call.attrs)}); use float32, NHWC and the options that the documentation lists`,
      )
    return former.kernelFunc({ inputs: call.inputs, backend, attrs: call.attrs }) as tf.TensorInfo
  }
  if (former !== undefined) tf.unregisterKernel(kernel.name, backendName)
  tf.registerKernel({
    kernelName: kernel.name,
    backendName,
    kernelFunc: ({ inputs, backend, attrs = {} }) =>
      kernel.run({ inputs: inputs as Call['inputs'], attrs }, stock(backend)),
  })
  return () => {
    tf.unregisterKernel(kernel.name, backendName)
    if (former !== undefined) tf.registerKernel(former)
  }
}

/** Registers kernels of a backend over those that are there. Answers a function that puts the former ones back. */
export const installKernels = (backendName: string, kernels: readonly Kernel[]): (() => void) => {
  const restores = kernels.map((kernel) => replaced(backendName, kernel))
  return () => {
    for (const restore of [...restores].reverse()) restore()
  }
}
