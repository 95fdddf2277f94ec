import { choice, hyperparameter, type OptionsOf, ranges } from '@momenta/options'

/** The option of every aggregator. */
export const kappaOptions = {
  /**
   * κ >= 0, the strength of the memory: 0 is the base, 1 the aggregator, between them a line; larger
   * values go on along it. Default 1.
   */
  kappa: hyperparameter(ranges.nonNegative, 1),
}

/** The options of the aggregators that divide. */
export const divisorOptions = {
  ...kappaOptions,
  /** What the mean divides by: the number of entries, or the capacity. Default 'size'. */
  divisor: choice(['size', 'capacity'], 'size'),
}

/** Options that every aggregator takes. */
export interface KappaOptions extends OptionsOf<typeof kappaOptions> {}

/** Options of the aggregators that divide. */
export interface AggregatorOptions extends OptionsOf<typeof divisorOptions> {}
