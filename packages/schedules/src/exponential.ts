import { checkedNumber, checkedSteps } from './checkedNumber.js'
import type { Schedule } from './Schedule.js'

/** Options of {@link exponential}. */
export interface ExponentialOptions {
  /** Default 1e-3. */
  readonly init?: number
  /** What it is multiplied by every `steps` steps, a finite number > 0. Default 0.96. */
  readonly rate?: number
  /** A whole number >= 1. Default 1000. */
  readonly steps?: number
}

/**
 * Decays by the same factor in every stretch of steps: init · rate^(s/steps).
 *
 * @throws RangeError if a number is out of range.
 *
 * @example
 * import { exponential } from '@momenta/schedules'
 *
 * exponential({ init: 1, rate: 0.25, steps: 10 })(5) // => 0.5
 */
export const exponential = ({
  init = 1e-3,
  rate = 0.96,
  steps = 1000,
}: ExponentialOptions = {}): Schedule => {
  checkedNumber('exponential', 'init', init)
  checkedNumber('exponential', 'rate', rate, 'must be a finite number > 0', (n) => n > 0)
  checkedSteps('exponential', 'steps', steps)
  return (step) => init * rate ** (step / steps)
}
