import type { WeightedAggregator } from './Aggregator.js'

/** An aggregator that lets one entry speak, chosen by its place in the order of the keys; the first of equal keys comes first. */
export const picked = (
  kappa: number,
  current: 0 | 1,
  place: (size: number) => number,
): WeightedAggregator => ({
  kind: 'weighted',
  kappa,
  weigh: (keys) => {
    const inOrder = keys.slice().sort((a, b) => a - b)
    const chosen = keys.indexOf(inOrder[place(keys.length)] as number)
    return { current, entries: keys.map((_, i) => (i === chosen ? 1 : 0)) }
  },
})
