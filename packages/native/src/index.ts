export { type LoadOptions, loadTensorflow, type Tensorflow } from './load/loadTensorflow.js'
export type { Missing } from './Missing.js'
export type { Machine, Ran } from './machine/Machine.js'
export {
  type Progress,
  type Ready,
  type SetUpOptions,
  setUpTensorflow,
} from './setup/setUpTensorflow.js'
