export type {
  Aggregator,
  UniformAggregator,
  WeightedAggregator,
  Weights,
} from './Aggregator.js'
export { currentPlusMean } from './currentPlusMean.js'
export {
  currentPlusMaximum,
  currentPlusMedian,
  currentPlusMinimum,
  maximumEntry,
  medianEntry,
  minimumEntry,
} from './entryByKey.js'
export { meanOfEntries } from './meanOfEntries.js'
export { meanWithCurrent } from './meanWithCurrent.js'
export { midpoint } from './midpoint.js'
export type { AggregatorOptions, KappaOptions } from './options.js'
export { sumOfEntries } from './sumOfEntries.js'
