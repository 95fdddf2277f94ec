import { meanInterval } from '@momenta/bench-results'
import { uncertainText } from './uncertainText.js'

/**
 * `mean ± half the 95 % interval` with the digits that the interval supports, or the mean alone of
 * one run.
 */
export const meanText = (values: readonly number[]): string => {
  const { mean, high } = meanInterval(values)
  return uncertainText(mean, high - mean)
}
