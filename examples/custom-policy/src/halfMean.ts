import type { UniformAggregator } from '@momenta/aggregators'

/** The update plus half the mean of the entries: u' = u + (1/2n) Σ eᵢ. */
export const halfMean: UniformAggregator = {
  kind: 'uniform',
  kappa: 1,
  weigh: (size) => ({ current: 1, entries: size === 0 ? 0 : 0.5 / size }),
}
