import {
  defineFactory,
  type Factory,
  number,
  type OptionsOf,
  ranges,
  required,
} from '@momenta/options'
import { initialValue } from './initialValue.js'
import type { Schedule } from './Schedule.js'

const options = {
  ...initialValue,
  /** The last value, a finite number. Default 0. */
  end: number(ranges.finite, 0),
  /** The number of steps from init to end, a positive integer. Required. */
  steps: required(number(ranges.positiveCount, 1000)),
}

/** Options of {@link linear}. */
export interface LinearOptions extends OptionsOf<typeof options> {}

/**
 * A straight line from init to end, then end: init + (end − init) · min(s, steps)/steps.
 *
 * @throws RangeError if a number is out of range, TypeError if `steps` is missing, or an option is
 * unknown or of the wrong type.
 *
 * @example
 * import { linear } from '@momenta/schedules'
 *
 * linear({ init: 1, end: 0, steps: 4 })(1) // => 0.75
 */
export const linear: Factory<LinearOptions, Schedule> = defineFactory(
  'linear',
  options,
  ({ init, end, steps }) =>
    (step) =>
      step >= steps ? end : init + (end - init) * (step / steps),
)
