type Name =
  | 'avgPoolGrad'
  | 'batchNorm'
  | 'batchNormGrad'
  | 'conv2dBackpropFilter'
  | 'conv2dBackpropInput'
  | 'depthwiseBackpropFilter'
  | 'depthwiseBackpropInput'
  | 'flipFilter'
  | 'lstm'
  | 'lstmGrad'
  | 'matMulTransposed'
  | 'maxPoolGrad'
  | 'reluGrad'
  | 'segmentSum'
  | 'softmaxCrossEntropy'
  | 'softmaxCrossEntropyGrad'
  | 'sumColumns'
  | 'sumRows'

/** The kernels of `assembly/`; the arguments are byte offsets, then sizes. */
export type Simd = { readonly [kernel in Name]: (...args: readonly number[]) => void }
