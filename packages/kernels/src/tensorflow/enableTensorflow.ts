import { installKernels } from '../installation/installKernels.js'
import { batchNorm, batchNormGrad } from './kernels/batchNorm.js'
import { crossEntropy, crossEntropyGrad } from './kernels/crossEntropy.js'
import { lstm, lstmGrad } from './kernels/lstm.js'
import { reluGrad } from './kernels/reluGrad.js'
import { operationsOf } from './Operations.js'
import type { TensorflowBackend } from './TensorflowBackend.js'

const kernels = [
  ...[reluGrad, crossEntropy, crossEntropyGrad],
  ...[batchNorm, batchNormGrad, lstm, lstmGrad],
]

/**
 * Registers TensorFlow's own operations as kernels of the tensorflow backend, where TensorFlow.js
 * composes many small ones; returns a function that undoes it.
 */
export const enableTensorflow = async (backend: object): Promise<() => void> => {
  const operations = operationsOf(backend as TensorflowBackend)
  return installKernels(
    'tensorflow',
    kernels.map((kernel) => kernel(operations)),
  )
}
