import type { Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { batchMatMul } from './batchMatMul.js'
import { batchNorm, batchNormGrad } from './batchNorm.js'
import { conv2dBackpropFilter, conv2dBackpropInput } from './convolution.js'
import { crossEntropy, crossEntropyGrad } from './crossEntropy.js'
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise.js'
import { identity } from './identity.js'
import { lstm, lstmGrad } from './lstm.js'
import { avgPoolGrad, maxPoolGrad } from './pooling.js'
import { mean, sum } from './reduction.js'
import { reluGrad } from './reluGrad.js'
import { segmentSum } from './segmentSum.js'

/** All kernels of the wasm backend: those it lacks, those it does slowly, and those of the operations. */
export const kernelsOf = (heap: Heap): readonly Kernel[] =>
  [
    ...[conv2dBackpropFilter, conv2dBackpropInput],
    ...[depthwiseBackpropFilter, depthwiseBackpropInput],
    ...[maxPoolGrad, avgPoolGrad, segmentSum, reluGrad],
    ...[batchMatMul, sum, mean, identity],
    ...[batchNorm, batchNormGrad, crossEntropy, crossEntropyGrad, lstm, lstmGrad],
  ].map((kernel) => kernel(heap))
