export type {
  Aggregator,
  UniformAggregator,
  WeightedAggregator,
  Weights,
} from './Aggregator.js'
export { greatest } from './greatest.js'
export { greatestWithCurrent } from './greatestWithCurrent.js'
export { least } from './least.js'
export { leastWithCurrent } from './leastWithCurrent.js'
export { mean } from './mean.js'
export { meanWithCurrent } from './meanWithCurrent.js'
export { median } from './median.js'
export { medianWithCurrent } from './medianWithCurrent.js'
export { mid } from './mid.js'
export type { AggregatorOptions, KappaOptions } from './options.js'
export { sum } from './sum.js'
export { sumWithCurrent } from './sumWithCurrent.js'
export { weightsOf } from './weightsOf.js'
