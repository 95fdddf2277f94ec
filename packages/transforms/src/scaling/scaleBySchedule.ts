import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  type OptionsOf,
  part,
  ranges,
  scheduledNumber,
} from '@momenta/options'
import { constant, type Schedule } from '@momenta/schedules'

const options = {
  /** The factor by the step, counted from 0: finite numbers. Default the constant 1. */
  schedule: part('schedule', (): Schedule => constant({ value: 1 })),
}

/** Options of {@link scaleBySchedule}. */
export interface ScaleByScheduleOptions extends OptionsOf<typeof options> {}

/**
 * Multiplies by a number that depends on the step: u' = c(t − 1) u.
 *
 * If the schedule returns anything but a finite number, the step throws and changes nothing.
 *
 * @throws TypeError if the schedule is not a function, or an option is unknown.
 *
 * @example
 * import { scaleBySchedule } from '@momenta/transforms'
 *
 * scaleBySchedule({ schedule: (step) => 1 / (step + 1) }).map(({ name }) => name) // => ['scaleBySchedule']
 */
export const scaleBySchedule: Factory<ScaleByScheduleOptions, Transform> = defineFactory(
  'scaleBySchedule',
  options,
  ({ schedule }) =>
    counted({
      name: 'scaleBySchedule',
      slots: {},
      hyper: {},
      scalars: (_, t) => ({
        factor: scheduledNumber('scaleBySchedule', schedule, t - 1, ranges.finite),
      }),
      body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
    }),
)
