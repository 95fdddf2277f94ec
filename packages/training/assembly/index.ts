// The kernels of the wasm backend, in AssemblyScript, on the backend's own memory. No allocation, no static data: a data segment would overwrite
// TensorFlow.js's memory; scratch comes from the caller.

export { batchNorm, batchNormGrad } from './batchNorm'
export { conv2dBackpropFilter, conv2dBackpropInput, flipFilter } from './convolution'
export { softmaxCrossEntropy, softmaxCrossEntropyGrad } from './crossEntropy'
export { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise'
export { lstm, lstmGrad } from './lstm'
export { avgPoolGrad, maxPoolGrad } from './pooling'
export { matMulTransposed } from './product'
export { sumOfColumns, sumOfRows } from './reduction'
export { reluGrad } from './relu'
export { segmentSum } from './segments'
