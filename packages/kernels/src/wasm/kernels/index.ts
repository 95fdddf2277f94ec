import type { Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { batchMatMul } from './batchMatMul.js'
import { batchNorm, batchNormGrad } from './batchNorm.js'
import { cast } from './cast.js'
import { conv2dBackpropFilter, conv2dBackpropInput } from './convolution.js'
import { crossEntropy, crossEntropyGrad } from './crossEntropy.js'
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise.js'
import { elementwise } from './elementwise.js'
import { emptyOutputs } from './emptyOutputs.js'
import { emptyProducts } from './emptyProducts.js'
import { emptyReductions } from './emptyReductions.js'
import { identity } from './identity.js'
import { lstm, lstmGrad } from './lstm.js'
import { oneHot } from './oneHot.js'
import { avgPoolGrad, maxPoolGrad } from './pooling.js'
import { mean, sum } from './reduction.js'
import { reluGrad } from './reluGrad.js'
import { segmentSum } from './segmentSum.js'
import { stridedSlice } from './stridedSlice.js'

/**
 * All kernels: those whose stock version is wrong for some types or for empty tensors, missing
 * ones, slow ones, and those of the operations. A later one runs an earlier one of the same name as
 * its stock kernel.
 */
export const kernelsOf = (heap: Heap): readonly Kernel[] =>
  [
    ...[
      oneHot,
      cast,
      stridedSlice,
      ...emptyReductions,
      ...emptyProducts,
      ...emptyOutputs,
      ...elementwise,
    ],
    ...[conv2dBackpropFilter, conv2dBackpropInput],
    ...[depthwiseBackpropFilter, depthwiseBackpropInput],
    ...[maxPoolGrad, avgPoolGrad, segmentSum, reluGrad],
    ...[batchMatMul, sum, mean, identity],
    ...[batchNorm, batchNormGrad, crossEntropy, crossEntropyGrad, lstm, lstmGrad],
  ].map((kernel) => kernel(heap))
