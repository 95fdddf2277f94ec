import {
  defineFactory,
  type Factory,
  number,
  type OptionsOf,
  part,
  ranges,
  required,
} from '@momenta/options'
import { constant } from './constant.js'
import type { Schedule } from './Schedule.js'

const options = {
  /** The first value, a finite number. Default 0. */
  from: number(ranges.finite, 0),
  /** The number of warmup steps, a positive integer. Required. */
  steps: required(number(ranges.positiveCount, 100)),
  /** The schedule that follows, from its own step 0. Default `constant()`. */
  after: part('schedule', (): Schedule => constant()),
}

/** Options of {@link warmup}. */
export interface WarmupOptions extends OptionsOf<typeof options> {}

/**
 * A straight line from `from` to the first value of another schedule, then that schedule.
 *
 * @throws RangeError if a number is out of range, TypeError if `steps` is missing, `after` is not a
 * schedule, or an option is unknown or of the wrong type.
 *
 * @example
 * import { constant, warmup } from '@momenta/schedules'
 *
 * const rate = warmup({ steps: 10, after: constant({ value: 0.2 }) })
 * rate(5) // => 0.1
 * rate(10) // => 0.2
 */
export const warmup: Factory<WarmupOptions, Schedule> = defineFactory(
  'warmup',
  options,
  ({ from, steps, after }) => {
    const peak = after(0)
    return (step) => (step < steps ? from + (peak - from) * (step / steps) : after(step - steps))
  },
)
