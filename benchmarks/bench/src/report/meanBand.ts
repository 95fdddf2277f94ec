import { meanInterval } from '@momenta/bench-results'

/**
 * The means of lists of values with Student's 95 % intervals as a band. A bound that cannot be
 * shown is replaced by the mean.
 */
export const meanBand = (
  lists: readonly (readonly number[])[],
  isShown: (bound: number) => boolean = Number.isFinite,
): {
  readonly y: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
} => {
  const intervals = lists.map((values) => meanInterval(values))
  const bound = (n: number, mean: number) => (isShown(n) ? n : mean)
  return {
    y: intervals.map(({ mean }) => mean),
    lower: intervals.map(({ low, mean }) => bound(low, mean)),
    upper: intervals.map(({ high, mean }) => bound(high, mean)),
  }
}
