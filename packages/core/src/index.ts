export {
  checkChoice,
  checkFlag,
  checkNumber,
  type Hyperparameter,
  hyperparameters,
  type Range,
  ranges,
  show,
} from '@momenta/options'
export type { Arithmetic } from './Arithmetic.js'
export { chain } from './chain.js'
export { checkParts } from './checkParts.js'
export { checkTransform } from './checkTransform.js'
export { type Counted, counted } from './counted.js'
export type {
  BodyInput,
  BodyOutput,
  Description,
  DescriptionOf,
  Plan,
  Planned,
  Search,
  Slot,
  Variant,
} from './Description.js'
export { describe } from './describe.js'
export { describeWhole, type WholeDescription } from './describeWhole.js'
export { dictionary } from './dictionary.js'
export type { Estimator, LeafOracle } from './Estimator.js'
export type { EvaluatedAt } from './EvaluatedAt.js'
export { exp } from './elementary/exp.js'
export { log } from './elementary/log.js'
export { pow } from './elementary/pow.js'
export type { Host } from './Host.js'
export { hostOf } from './hostOf.js'
export { fromOptions } from './hyper/fromOptions.js'
export { hyperparametersOf } from './hyper/hyperparametersOf.js'
export { withHyperparameters } from './hyper/withHyperparameters.js'
export { identity } from './identity.js'
export { infallible } from './infallible.js'
export { kindOf } from './kindOf.js'
export type { Leaf } from './Leaf.js'
export type { Companions, LeafArithmetic, LeafEvaluation } from './LeafArithmetic.js'
export type { Lines } from './Lines.js'
export type { Matrix } from './Matrix.js'
export { mapDictionary } from './mapDictionary.js'
export { mapInner } from './mapInner.js'
export { mapVariants } from './mapVariants.js'
export { globalNorm } from './memory/globalNorm.js'
export { gradientNorm } from './memory/gradientNorm.js'
export type { Key } from './memory/Key.js'
export type { KeyOptions } from './memory/keyOptions.js'
export type { Memories, Memory } from './memory/Memory.js'
export { memoriesOf, memoryFor, type Remembered } from './memory/memoriesOf.js'
export { perLeaf } from './memory/perLeaf.js'
export { type RememberOptions, remember } from './memory/remember.js'
export { storedNorm } from './memory/storedNorm.js'
export { sumOfNorms } from './memory/sumOfNorms.js'
export { nextCount } from './nextCount.js'
export { leafSeeds } from './noise/leafSeeds.js'
export { standardNormal } from './noise/standardNormal.js'
export { type Optimizer, optimizer } from './optimizer.js'
export type { ReductionInput, Reductions } from './Reductions.js'
export type { Role } from './Role.js'
export type { Lift, Scalars } from './Scalars.js'
export type { Measured, Reduced, Seen } from './Seen.js'
export type { PartState, State } from './State.js'
export { describeSearch, type SearchDescription } from './search/describeSearch.js'
export { mapSearch } from './search/mapSearch.js'
export { byLeafIn } from './state/byLeafIn.js'
export type { Transform } from './Transform.js'
export { variantKey } from './variantKey.js'
export type { WholeArithmetic } from './WholeArithmetic.js'
export { wrapVariant } from './wrapVariant.js'
