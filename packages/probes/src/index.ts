export { isObjective } from './arguments/expect.js'
export { unitsInLastPlace } from './differences/unitsInLastPlace.js'
export type { FlatParams } from './flat/FlatParams.js'
export { type Filter, filtersOf } from './flat/filtersOf.js'
export { flattenArrays } from './flat/flattenArrays.js'
export type { Span } from './flat/Span.js'
export { coordinatesIn } from './landscape/coordinatesIn.js'
export { type FilterNormalizedOptions, filterNormalized } from './landscape/filterNormalized.js'
export {
  type LinearConnectivity,
  type LinearConnectivityOptions,
  linearConnectivity,
} from './landscape/linearConnectivity.js'
export { type RandomDirectionOptions, randomDirection } from './landscape/randomDirection.js'
export { type Slice, slice } from './landscape/slice.js'
export { type Slice2d, type Slice2dOptions, slice2d } from './landscape/slice2d.js'
export type { SliceOptions } from './landscape/sliceOptions.js'
export {
  type TrajectoryPlane,
  type TrajectoryPlaneOptions,
  trajectoryPlane,
} from './landscape/trajectoryPlane.js'
export type { AdaptiveOptions } from './measures/adaptiveWidths.js'
export { type AsamSharpnessOptions, asamSharpness } from './measures/asamSharpness.js'
export { type BoxSharpnessOptions, boxSharpness } from './measures/boxSharpness.js'
export { type EigenvalueRatioOptions, eigenvalueRatio } from './measures/eigenvalueRatio.js'
export { type GaussianSharpnessOptions, gaussianSharpness } from './measures/gaussianSharpness.js'
export { gradientOfGradientNorm } from './measures/gradientOfGradientNorm.js'
export { measureGradientNorm } from './measures/measureGradientNorm.js'
export { type MSharpnessOptions, mSharpness } from './measures/mSharpness.js'
export {
  type PacBayesSigma,
  type PacBayesSigmaOptions,
  pacBayesSigma,
} from './measures/pacBayesSigma.js'
export { type SamSharpnessOptions, samSharpness } from './measures/samSharpness.js'
export type { WorstRise } from './measures/WorstRise.js'
export { type WorstSharpnessOptions, worstSharpness } from './measures/worstSharpness.js'
export {
  type CheckObjectiveOptions,
  checkObjective,
  type ObjectiveCheck,
} from './objectives/checkObjective.js'
export { gradientAt } from './objectives/gradientAt.js'
export { moveTo } from './objectives/moveTo.js'
export type { Objective } from './objectives/Objective.js'
export type { Evaluated, ObjectiveBatch } from './objectives/ObjectiveBatch.js'
export { type ObjectiveOfOptions, objectiveOf } from './objectives/objectiveOf.js'
export {
  type QuadraticObjectiveOptions,
  quadraticObjective,
} from './objectives/quadraticObjective.js'
export { valueAt } from './objectives/valueAt.js'
export { block } from './operators/block.js'
export {
  type CentralDifferencesOptions,
  centralDifferences,
} from './operators/centralDifferences.js'
export {
  type CheckOperatorOptions,
  checkOperator,
  type OperatorCheck,
} from './operators/checkOperator.js'
export { dense } from './operators/dense.js'
export { empiricalFisher } from './operators/empiricalFisher.js'
export { type GaussNewtonOptions, gaussNewton } from './operators/gaussNewton.js'
export type { Model, ModelBatch, OutputHessian } from './operators/Model.js'
export type { Operator } from './operators/Operator.js'
export { type OperatorOfOptions, operatorOf } from './operators/operatorOf.js'
export { preconditioned } from './operators/preconditioned.js'
export { type QuadraticOptions, quadratic } from './operators/quadratic.js'
export { sigmoidHessian } from './operators/sigmoidHessian.js'
export { softmaxHessian } from './operators/softmaxHessian.js'
export { squaredHessian } from './operators/squaredHessian.js'
export type { Cost } from './records/Cost.js'
export { formatMeasurement } from './records/formatMeasurement.js'
export type { Measurement } from './records/Measurement.js'
export type { Provenance } from './records/Provenance.js'
export { scaleMeasurement } from './records/scaleMeasurement.js'
export { type DenseEigenvalues, denseEigenvalues } from './spectra/denseEigenvalues.js'
export { type DenseMatrix, denseMatrix } from './spectra/denseMatrix.js'
export type { Eigenpair, SpectrumEnds } from './spectra/Eigenpair.js'
export { type EigenvaluesOptions, eigenvalues } from './spectra/eigenvalues.js'
export type { MatrixTraceOptions } from './spectra/estimateTrace.js'
export { fisherEigenvalues } from './spectra/fisherEigenvalues.js'
export { hutchinson } from './spectra/hutchinson.js'
export { hutchPlusPlus } from './spectra/hutchPlusPlus.js'
export { massBetween } from './spectra/massBetween.js'
export type { QuadratureNode } from './spectra/QuadratureNode.js'
export {
  type SpectralDensity,
  type SpectralDensityOptions,
  spectralDensity,
} from './spectra/spectralDensity.js'
export { type TopEigenvalueOptions, topEigenvalue } from './spectra/topEigenvalue.js'
export { xTrace } from './spectra/xTrace.js'
export { growthRate } from './stability/growthRate.js'
export { stabilityLine } from './stability/stabilityLine.js'
export type { StabilityOptions } from './stability/stabilityOptions.js'
