export { enableSecondOrder } from './enableSecondOrder.js'
export { logSoftmax } from './losses/logSoftmax.js'
export { type CrossEntropyOptions, softmaxCrossEntropy } from './losses/softmaxCrossEntropy.js'
export {
  type CheckOptions,
  checkSecondOrder,
  type SecondOrderCheck,
} from './products/checkSecondOrder.js'
export { type HvpOptions, hvp } from './products/hvp.js'
export type { Loss, Params } from './products/Loss.js'
export { withSecondOrder } from './withSecondOrder.js'
