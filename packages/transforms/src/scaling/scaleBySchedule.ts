import { counted, type Transform } from '@momenta/core'
import { constant, type Schedule } from '@momenta/schedules'

/** Options of {@link scaleBySchedule}. */
export interface ScaleByScheduleOptions {
  /** The factor by the step, counted from 0. Default the constant 1. */
  readonly schedule?: Schedule
}

/**
 * Multiplies by a number that depends on the step: u' = c(t − 1) u.
 *
 * @throws TypeError if the schedule is no function.
 *
 * @example
 * import { scaleBySchedule } from '@momenta/transforms'
 *
 * scaleBySchedule({ schedule: (step) => 1 / (step + 1) }).map(({ name }) => name) // => ['scaleBySchedule']
 */
export const scaleBySchedule = ({
  schedule = constant({ value: 1 }),
}: ScaleByScheduleOptions = {}): Transform => {
  if (typeof schedule !== 'function')
    throw new TypeError(
      `scaleBySchedule: schedule must be a function from step to number, got ${JSON.stringify(schedule)}`,
    )
  return counted({
    name: 'scaleBySchedule',
    slots: {},
    hyper: {},
    how: 'scale',
    scalars: (_, t) => ({ factor: schedule(t - 1) }),
    body: (x, { u, k }) => ({ u: x.mul(k.factor, u), s: {} }),
  })
}
