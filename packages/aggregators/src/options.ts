import { choice, hyperparameter, type OptionsOf, ranges } from '@momenta/options'

/** The option of every aggregator. */
export const kappaOptions = {
  /**
   * κ >= 0, the strength of the buffer: 0 is the base, 1 the aggregator, and the weights are linear
   * in it. Default 1.
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
