import { checkedBoundaries } from './checkedBoundaries.js'
import { checkedSchedule } from './checkedSchedule.js'
import { constant } from './constant.js'
import type { Schedule } from './Schedule.js'

/** Options of {@link join}. */
export interface JoinOptions {
  /** One more than there are boundaries. Default a constant. */
  readonly schedules?: readonly Schedule[]
  /** The steps at which the next schedule takes over, rising. Default none. */
  readonly boundaries?: readonly number[]
}

/**
 * One schedule after another, each from its own step 0.
 *
 * @throws RangeError if the boundaries do not rise or are not one fewer than the schedules, TypeError if one is no schedule.
 *
 * Source: as `join_schedules` of Optax.
 *
 * @example
 * import { constant, join, linear } from '@momenta/schedules'
 *
 * const rate = join({
 *   schedules: [constant({ value: 1 }), linear({ init: 1, end: 0, steps: 4 })],
 *   boundaries: [10],
 * })
 * rate(9) // => 1
 * rate(12) // => 0.5
 */
export const join = ({ schedules = [constant()], boundaries = [] }: JoinOptions = {}): Schedule => {
  checkedBoundaries('join', boundaries)
  if (!Array.isArray(schedules) || schedules.length !== boundaries.length + 1)
    throw new RangeError(
      `join: schedules must be one more than the ${boundaries.length} boundaries, got ${schedules.length}`,
    )
  for (const each of schedules) checkedSchedule('join', 'schedules', each)
  return (step) => {
    const passed = boundaries.filter((boundary) => boundary <= step)
    return (schedules[passed.length] as Schedule)(step - (passed.at(-1) ?? 0))
  }
}
