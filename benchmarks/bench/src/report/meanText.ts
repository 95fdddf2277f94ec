import { meanInterval } from '@momenta/bench-results'

/** `mean ± half the 95 % interval`, or the mean alone of one run. */
export const meanText = (
  values: readonly number[],
  format: { readonly mean: (n: number) => string; readonly half: (n: number) => string },
): string => {
  const { mean, high } = meanInterval(values)
  const text = format.mean(mean)
  return Number.isFinite(high) ? `${text} ± ${format.half(high - mean)}` : text
}
