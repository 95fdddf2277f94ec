import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Call } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { runStock } from './runStock.js'

const kernels: { readonly [activation: string]: string } = {
  relu: 'Relu',
  relu6: 'Relu6',
  elu: 'Elu',
  sigmoid: 'Sigmoid',
  leakyrelu: 'LeakyRelu',
  prelu: 'Prelu',
}

/** The bias of a fused kernel, and the weights of its activation. */
export interface FusedInputs {
  readonly bias?: TensorInfo
  readonly preluActivationWeights?: TensorInfo
}

/** The activation of a fused kernel. */
export interface FusedAttrs {
  readonly activation?: string
  readonly leakyreluAlpha?: number
}

/** Adds the bias of a fused kernel and applies its activation, by separate kernels; frees z. */
export const applyActivation = (
  { backend }: Heap,
  z: TensorInfo,
  { inputs, attrs }: Call<FusedInputs, FusedAttrs>,
): TensorInfo => {
  const { bias, preluActivationWeights: alpha } = inputs
  const kernel = kernels[String(attrs.activation)]
  const run = (name: string, given: object, x: TensorInfo) => {
    const out = runStock(backend, name, {
      inputs: given,
      attrs: { alpha: attrs.leakyreluAlpha },
    })
    backend.disposeData(x.dataId)
    return out
  }
  const sum = bias === undefined || bias === null ? z : run('Add', { a: z, b: bias }, z)
  if (kernel === undefined) return sum
  return run(kernel, kernel === 'Prelu' ? { x: sum, alpha } : { x: sum }, sum)
}
