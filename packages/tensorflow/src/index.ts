export { type LoadOptions, loadTensorflow } from './load/loadTensorflow.js'
export type { Tensorflow } from './load/Tensorflow.js'
export type { Missing } from './Missing.js'
export type { CommandOptions, CommandResult, Machine } from './machine/Machine.js'
export type { Result } from './Result.js'
export {
  type Progress,
  type Ready,
  type SetUpOptions,
  setUpTensorflow,
} from './setup/setUpTensorflow.js'
