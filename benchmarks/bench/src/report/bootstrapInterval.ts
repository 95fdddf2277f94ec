import { quantiles } from '@momenta/bench-results'
import { unsafeUniformIntDistribution, xoroshiro128plus } from 'pure-rand'

const resamples = 2000

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * The mean of the means of groups with its 95 % percentile interval of a stratified bootstrap:
 * values are drawn again within each group (Agarwal et al., arXiv 2108.13264). Pure: the same
 * values give the same interval.
 */
export const bootstrapInterval = (
  groups: readonly (readonly number[])[],
): { readonly value: number; readonly low: number; readonly high: number } => {
  const random = xoroshiro128plus(2307)
  const drawn = (values: readonly number[]): readonly number[] =>
    values.map(() => values[unsafeUniformIntDistribution(0, values.length - 1, random)] as number)
  const means = Array.from({ length: resamples }, () =>
    mean(groups.map((values) => mean(drawn(values)))),
  )
  const [low, high] = quantiles(means, [0.025, 0.975]) as [number, number]
  return { value: mean(groups.map(mean)), low, high }
}
