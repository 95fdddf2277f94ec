import * as tf from '@tensorflow/tfjs-core'
import type { Call, Kernel } from './Kernel.js'

/** Runs a registered kernel outside of every scope and tape; the caller disposes of the result. */
export const callKernel = (
  { kernelFunc }: tf.KernelConfig,
  backend: object,
  { inputs, attrs }: Call,
): tf.TensorInfo =>
  kernelFunc({
    inputs: inputs as tf.NamedTensorInfoMap,
    backend,
    attrs: attrs as tf.NamedAttrMap,
  }) as tf.TensorInfo

const install = (backendName: string, kernel: Kernel): (() => void) => {
  const former = tf.getKernel(kernel.name, backendName)
  const stock = (backend: object) => (call: Call) => {
    if (former === undefined)
      throw new Error(
        `${kernel.name}: the ${backendName} backend has no kernel for these arguments (${JSON.stringify(call.attrs)}); use float32, NHWC and the options that the documentation lists`,
      )
    return callKernel(former, backend, call)
  }
  if (former !== undefined) tf.unregisterKernel(kernel.name, backendName)
  tf.registerKernel({
    kernelName: kernel.name,
    backendName,
    kernelFunc: ({ inputs, backend, attrs = {} }) => kernel.run({ inputs, attrs }, stock(backend)),
  })
  return () => {
    tf.unregisterKernel(kernel.name, backendName)
    if (former !== undefined) tf.registerKernel(former)
  }
}

/**
 * Registers kernels of a backend in place of the current ones; returns a function that undoes it.
 */
export const installKernels = (backendName: string, kernels: readonly Kernel[]): (() => void) => {
  const restores = kernels.map((kernel) => install(backendName, kernel))
  return () => {
    for (const restore of [...restores].reverse()) restore()
  }
}
