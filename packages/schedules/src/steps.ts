import { checkedBoundaries } from './checkedBoundaries.js'
import { checkedNumber } from './checkedNumber.js'
import type { Schedule } from './Schedule.js'

/** Options of {@link steps}. */
export interface StepsOptions {
  /** Default 1e-3. */
  readonly init?: number
  /** What it is multiplied by at each boundary. Default 0.1. */
  readonly factor?: number
  /** The steps at which it drops, rising. Default none. */
  readonly boundaries?: readonly number[]
}

/**
 * Drops at given steps: init · factor^(number of boundaries <= s). The paper divides by 10 at epoch k: with n steps an epoch, boundary k·n and factor 0.1.
 *
 * @throws RangeError if a number is not finite or the boundaries do not rise.
 *
 * @example
 * import { steps } from '@momenta/schedules'
 *
 * const rate = steps({ init: 0.01, factor: 0.1, boundaries: [50] })
 * rate(49) // => 0.01
 * rate(50) // => 0.001
 */
export const steps = ({
  init = 1e-3,
  factor = 0.1,
  boundaries = [],
}: StepsOptions = {}): Schedule => {
  checkedNumber('steps', 'init', init)
  checkedNumber('steps', 'factor', factor)
  checkedBoundaries('steps', boundaries)
  return (step) => init * factor ** boundaries.filter((boundary) => boundary <= step).length
}
