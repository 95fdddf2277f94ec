import { meanInterval } from '@momenta/bench-results'
import { differenceOf } from '../claims/verdict.js'

/** Which of two numbers is better. */
export type Better = 'higher' | 'lower'

/**
 * The index of the sample that is better than every other: the 95 % interval of the difference of
 * means (Student's intervals, combined for independent samples) excludes 0. Undefined if no sample
 * is, or one has fewer than two values.
 */
export const separatedBest = (
  samples: readonly (readonly number[])[],
  better: Better,
): number | undefined => {
  const sign = better === 'higher' ? 1 : -1
  const estimates = samples.map((values) => {
    const { mean, low, high } = meanInterval(values.map((value) => sign * value))
    return { value: mean, low, high }
  })
  const found = estimates.findIndex((one, i) =>
    estimates.every((other, k) => k === i || differenceOf(one, other).low > 0),
  )
  return estimates.length < 2 || found < 0 ? undefined : found
}
