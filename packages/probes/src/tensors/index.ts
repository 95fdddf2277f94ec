export { flattenTensors } from './flattenTensors.js'
export { type TensorModelOptions, tensorModel } from './tensorModel.js'
export { type TensorObjectiveOptions, tensorObjective } from './tensorObjective.js'
export { type TensorOperatorOptions, tensorOperator } from './tensorOperator.js'
