export { batchNorm } from './batchNorm.js'
export { lstm } from './lstm.js'
export { softmaxCrossEntropy } from './softmaxCrossEntropy.js'
