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
  /** The factor per `steps` steps, a finite number > 0. Default 0.96. */
  rate: number(ranges.positive, 0.96),
  /** The number of steps for one factor, a positive integer. Required. */
  steps: required(number(ranges.positiveCount, 1000)),
}

/** Options of {@link exponential}. */
export interface ExponentialOptions extends OptionsOf<typeof options> {}

/**
 * Exponential decay: init · rate^(s/steps).
 *
 * @throws RangeError if a number is out of range, TypeError if `steps` is missing, or an option is
 * unknown or of the wrong type.
 *
 * @example
 * import { exponential } from '@momenta/schedules'
 *
 * exponential({ init: 1, rate: 0.25, steps: 10 })(5) // => 0.5
 */
export const exponential: Factory<ExponentialOptions, Schedule> = defineFactory(
  'exponential',
  options,
  ({ init, rate, steps }) =>
    (step) =>
      init * rate ** (step / steps),
)
