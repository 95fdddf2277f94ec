import { checkedNumber, checkedSteps } from './checkedNumber.js'
import { checkedSchedule } from './checkedSchedule.js'
import { constant } from './constant.js'
import type { Schedule } from './Schedule.js'

/** Options of {@link warmup}. */
export interface WarmupOptions {
  /** Where it starts. Default 0. */
  readonly from?: number
  /** How long it rises, a whole number >= 1. Default 100. */
  readonly steps?: number
  /** What follows, from its own step 0. Default `constant()`. */
  readonly after?: Schedule
}

/**
 * A straight line from `from` to the first value of another schedule, then that schedule.
 *
 * @throws RangeError if a number is out of range, TypeError if `after` is no schedule.
 *
 * @example
 * import { constant, warmup } from '@momenta/schedules'
 *
 * const rate = warmup({ steps: 10, after: constant({ value: 0.2 }) })
 * rate(5) // => 0.1
 * rate(10) // => 0.2
 */
export const warmup = ({
  from = 0,
  steps = 100,
  after = constant(),
}: WarmupOptions = {}): Schedule => {
  checkedNumber('warmup', 'from', from)
  checkedSteps('warmup', 'steps', steps)
  checkedSchedule('warmup', 'after', after)
  const peak = after(0)
  return (step) => (step < steps ? from + (peak - from) * (step / steps) : after(step - steps))
}
