// The kernels of the wasm backend, in AssemblyScript, on the backend's own memory. No allocation
// and
// no static data: a data segment would overwrite TensorFlow.js's memory. The caller passes scratch
// memory.

export { batchNorm } from './batchNorm/batchNorm'
export { batchNormGrad } from './batchNorm/batchNormGrad'
export { conv2dBackpropFilter } from './convolution/conv2dBackpropFilter'
export { conv2dBackpropInput } from './convolution/conv2dBackpropInput'
export { flipFilter } from './convolution/flipFilter'
export { softmaxCrossEntropy } from './crossEntropy/softmaxCrossEntropy'
export { softmaxCrossEntropyGrad } from './crossEntropy/softmaxCrossEntropyGrad'
export { depthwiseBackpropFilter } from './depthwise/depthwiseBackpropFilter'
export { depthwiseBackpropInput } from './depthwise/depthwiseBackpropInput'
export { lstm } from './lstm/lstm'
export { lstmGrad } from './lstm/lstmGrad'
export { avgPoolGrad } from './pooling/avgPoolGrad'
export { maxPoolGrad } from './pooling/maxPoolGrad'
export { sumColumns } from './reduction/sumColumns'
export { sumRows } from './reduction/sumRows'
export { reluGrad } from './reluGrad'
export { segmentSum } from './segmentSum'
export { matMulTransposed } from './tile/matMulTransposed'
