export type { Optimizer } from '@momenta/core'
export {
  cloneIterate,
  disposeIterate,
  type Evaluation,
  evaluationParams,
  type Iterate,
  type Oracle,
  oracleOf,
  readHyperparameters,
  setHyperparameters,
} from '@momenta/eager'
export { type FusedRunner, fused } from '@momenta/fused'
export { enableTraining } from '@momenta/kernels'
export {
  constant,
  cosine,
  exponential,
  join,
  linear,
  oneCycle,
  type Schedule,
  steps,
  warmup,
} from '@momenta/schedules'
export { clipByGlobalNorm, clipByLeafNorm, clipByValue } from '@momenta/transforms'
// not in optimizers.ts, of which every bundle with tfOptimizer has all
export { lbfgs } from './lbfgs.js'
export type { MomentaOptimizer } from './MomentaOptimizer.js'
export { muon } from './muon.js'
export * from './optimizers.js'
export { oracleOfVariables } from './oracleOfVariables.js'
export { tfOptimizer } from './tfOptimizer.js'
export type { NamedTensor } from './variables/NamedTensor.js'
export { withEvaluationParams } from './withEvaluationParams.js'
