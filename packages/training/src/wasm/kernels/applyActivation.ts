import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Call } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { stockKernel } from './stockKernel.js'

const kernels: { readonly [activation: string]: string } = {
  relu: 'Relu',
  relu6: 'Relu6',
  elu: 'Elu',
  sigmoid: 'Sigmoid',
  leakyrelu: 'LeakyRelu',
  prelu: 'Prelu',
}

/** Adds the bias of a fused kernel and applies its activation, in kernels of their own; frees z. */
export const activated = (
  { backend }: Heap,
  z: TensorInfo,
  { inputs, attrs }: Call,
): TensorInfo => {
  const { bias, preluActivationWeights: alpha } = inputs
  const kernel = kernels[String(attrs.activation)]
  const run = (name: string, given: Call['inputs'], x: TensorInfo) => {
    const out = stockKernel(backend, name, {
      inputs: given,
      attrs: { alpha: attrs.leakyreluAlpha as number },
    })
    backend.disposeData(x.dataId)
    return out
  }
  const sum = bias === undefined || bias === null ? z : run('Add', { a: z, b: bias }, z)
  if (kernel === undefined) return sum
  return run(kernel, kernel === 'Prelu' ? { x: sum, alpha: alpha as TensorInfo } : { x: sum }, sum)
}
