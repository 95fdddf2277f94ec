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

/** Gives the tensorflow backend TensorFlow's own operations where TensorFlow.js composes many small ones. Answers the reverse. */
export const enableTensorflow = async (backend: object): Promise<() => void> => {
  const operations = operationsOf(backend as TensorflowBackend)
  return installKernels(
    'tensorflow',
    kernels.map((kernel) => kernel(operations)),
  )
}
