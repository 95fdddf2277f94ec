import type { UniformAggregator } from './Aggregator.js'

/** An aggregator from its weights as a function of the divisor. */
export const uniform = (
  kappa: number,
  divisor: 'size' | 'capacity',
  weights: (n: number) => { readonly current: number; readonly entries: number },
): UniformAggregator => ({
  kind: 'uniform',
  kappa,
  weigh: (size, capacity) => weights(divisor === 'size' ? size : capacity),
})
