export type { FlatParams } from './flat/FlatParams.js'
export { type Filter, filtersOf } from './flat/filtersOf.js'
export { flattenArrays } from './flat/flattenArrays.js'
export { flattenTensors } from './flat/flattenTensors.js'
export type { Span } from './flat/Span.js'
export { coordinatesIn } from './landscape/coordinatesIn.js'
export { type FilterOptions, filterNormalized } from './landscape/filterNormalized.js'
export {
  type Connectivity,
  type ConnectivityOptions,
  linearConnectivity,
} from './landscape/linearConnectivity.js'
export { type DirectionOptions, randomDirection } from './landscape/randomDirection.js'
export { type Slice, slice } from './landscape/slice.js'
export { type Plane, type PlaneRange, slice2d } from './landscape/slice2d.js'
export type { SliceRange } from './landscape/spaced.js'
export {
  type TrajectoryOptions,
  type TrajectoryPlane,
  trajectoryPlane,
} from './landscape/trajectoryPlane.js'
export { type AsamSharpnessOptions, asamSharpness } from './measures/asamSharpness.js'
export { type BoxSharpnessOptions, boxSharpness } from './measures/boxSharpness.js'
export type { Worst } from './measures/climbed.js'
export { type EigenvalueRatioOptions, eigenvalueRatio } from './measures/eigenvalueRatio.js'
export { type GaussianSharpnessOptions, gaussianSharpness } from './measures/gaussianSharpness.js'
export { gradientNorm } from './measures/gradientNorm.js'
export { type MSharpnessOptions, mSharpness } from './measures/mSharpness.js'
export { normGradient } from './measures/normGradient.js'
export { type PacBayes, type PacBayesOptions, pacBayesSigma } from './measures/pacBayesSigma.js'
export { type SamSharpnessOptions, samSharpness } from './measures/samSharpness.js'
export type { AdaptiveOptions } from './measures/widthsOf.js'
export { type WorstSharpnessOptions, worstSharpness } from './measures/worstSharpness.js'
export { monitor } from './monitor/monitor.js'
export { preconditionerOf } from './monitor/preconditionerOf.js'
export type { MemoryRecord, RunRecord } from './monitor/RunRecord.js'
export type { Monitor, Seen } from './monitor/Seen.js'
export type { Watched } from './monitor/Watched.js'
export type { MonitorOptions } from './monitor/watching.js'
export {
  type CheckObjectiveOptions,
  checkObjective,
  type ObjectiveCheckup,
} from './objectives/checkObjective.js'
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
export { type TensorOperatorOptions, tensorOperator } from './operators/tensorOperator.js'
export type { Cost } from './records/Cost.js'
export { inWords } from './records/inWords.js'
export type { Made } from './records/Made.js'
export type { Measurement } from './records/Measurement.js'
export type { Node } from './spectra/blurred.js'
export { type DenseEigenvalues, denseEigenvalues } from './spectra/denseEigenvalues.js'
export { type DenseMatrix, denseMatrix } from './spectra/denseMatrix.js'
export {
  type Eigenpair,
  type EigenvaluesOptions,
  type Ends,
  eigenvalues,
} from './spectra/eigenvalues.js'
export { fisherEigenvalues } from './spectra/fisherEigenvalues.js'
export { hutchinson } from './spectra/hutchinson.js'
export { hutchPlusPlus } from './spectra/hutchPlusPlus.js'
export { massBetween } from './spectra/massBetween.js'
export { type Density, type DensityOptions, spectralDensity } from './spectra/spectralDensity.js'
export { topEigenvalue } from './spectra/topEigenvalue.js'
export type { TraceOptions } from './spectra/traced.js'
export { xTrace } from './spectra/xTrace.js'
export { growthRate } from './stability/growthRate.js'
export { stabilityLine } from './stability/stabilityLine.js'
export type { StabilityOptions } from './stability/stabilityOptions.js'
