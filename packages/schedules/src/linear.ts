import { checkedNumber, checkedSteps } from './checkedNumber.js'
import type { Schedule } from './Schedule.js'

/** Options of {@link linear}. */
export interface LinearOptions {
  /** Default 1e-3. */
  readonly init?: number
  /** Default 0. */
  readonly end?: number
  /** How long it takes, a whole number >= 1. Default 1000. */
  readonly steps?: number
}

/**
 * A straight line from init to end, then end: init + (end − init) · min(s, steps)/steps.
 *
 * @throws RangeError if a number is not finite or `steps` no whole number >= 1.
 *
 * @example
 * import { linear } from '@momenta/schedules'
 *
 * linear({ init: 1, end: 0, steps: 4 })(1) // => 0.75
 */
export const linear = ({ init = 1e-3, end = 0, steps = 1000 }: LinearOptions = {}): Schedule => {
  checkedNumber('linear', 'init', init)
  checkedNumber('linear', 'end', end)
  checkedSteps('linear', 'steps', steps)
  return (step) => (step >= steps ? end : init + (end - init) * (step / steps))
}
