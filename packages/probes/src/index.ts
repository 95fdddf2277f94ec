export type { FlatParams } from './flat/FlatParams.js'
export { type Filter, filtersOf } from './flat/filtersOf.js'
export { flattenArrays } from './flat/flattenArrays.js'
export { flattenTensors } from './flat/flattenTensors.js'
export type { Span } from './flat/Span.js'
export { gradientAt } from './objectives/gradientAt.js'
export { movedTo } from './objectives/movedTo.js'
export type { Objective } from './objectives/Objective.js'
export { type ObjectiveOptions, objectiveOf } from './objectives/objectiveOf.js'
export type { Evaluated, Part } from './objectives/Part.js'
export {
  type QuadraticObjectiveOptions,
  quadraticObjective,
} from './objectives/quadraticObjective.js'
export { type TensorObjectiveOptions, tensorObjective } from './objectives/tensorObjective.js'
export { valueAt } from './objectives/valueAt.js'
export { block } from './operators/block.js'
export { centralDifferences, type DifferencesOptions } from './operators/centralDifferences.js'
export { type CheckOptions, type Checkup, checkOperator } from './operators/checkOperator.js'
export { dense } from './operators/dense.js'
export { empiricalFisher } from './operators/empiricalFisher.js'
export { type GaussNewtonOptions, gaussNewton, type Model } from './operators/gaussNewton.js'
export type { Operator } from './operators/Operator.js'
export type { OutputHessian, OutputPart } from './operators/OutputPart.js'
export { type OperatorOptions, operatorOf } from './operators/operatorOf.js'
export { preconditioned } from './operators/preconditioned.js'
export { type QuadraticOptions, quadratic } from './operators/quadratic.js'
export { sigmoidHessian } from './operators/sigmoidHessian.js'
export { softmaxHessian } from './operators/softmaxHessian.js'
export { squaredHessian } from './operators/squaredHessian.js'
export { type TensorModelOptions, tensorModel } from './operators/tensorModel.js'
export type { Cost } from './records/Cost.js'
export type { Made } from './records/Made.js'
export type { Measurement } from './records/Measurement.js'
export {
  type Eigenpair,
  type EigenvaluesOptions,
  type Ends,
  eigenvalues,
} from './spectra/eigenvalues.js'
export { topEigenvalue } from './spectra/topEigenvalue.js'
