import { installKernels } from '../installation/installKernels.js'
import { gpuOf } from './Gpu.js'
import { batchNorm, batchNormGrad } from './kernels/batchNorm.js'
import { conv2dBackpropFilter, depthwiseBackpropFilter } from './kernels/convolution.js'
import { concat, splitV } from './kernels/copies.js'
import { crossEntropy, crossEntropyGrad } from './kernels/crossEntropy.js'
import { lstm } from './kernels/lstm.js'
import { lstmGrad } from './kernels/lstmGrad.js'
import { reluGrad } from './kernels/reluGrad.js'
import type { WebgpuBackend } from './WebgpuBackend.js'

const kernels = [
  ...[crossEntropy, crossEntropyGrad, batchNorm, batchNormGrad, lstm, lstmGrad, reluGrad],
  ...[conv2dBackpropFilter, depthwiseBackpropFilter, concat, splitV],
]

/**
 * Registers kernels of the webgpu backend where TensorFlow.js composes dozens of dispatches, or
 * leaves most of the device idle; returns a function that undoes it.
 */
export const enableWebgpu = async (backend: object): Promise<() => void> => {
  const gpu = gpuOf(backend as WebgpuBackend)
  return installKernels(
    'webgpu',
    kernels.map((kernel) => kernel(gpu)),
  )
}
