import type { Divisor, UniformAggregator } from './Aggregator.js'
import { checkedKappa } from './checkedKappa.js'

/** An aggregator from its weights, given what it divides by. */
export const uniform = (
  who: string,
  kappa: number,
  divisor: Divisor,
  weights: (n: number) => { readonly current: number; readonly entries: number },
): UniformAggregator => {
  if (divisor !== 'size' && divisor !== 'capacity')
    throw new TypeError(
      `${who}: divisor must be 'size' or 'capacity', got ${JSON.stringify(divisor)}`,
    )
  return {
    kind: 'uniform',
    kappa: checkedKappa(who, kappa),
    weigh: (size, capacity) => weights(divisor === 'size' ? size : capacity),
  }
}
