import {
  either,
  hyperparameter,
  type Option,
  part,
  ranges,
  scheduledNumber,
} from '@momenta/options'
import { constant, type Schedule } from '@momenta/schedules'

/** The option of a radius, a number >= 0 or a schedule, with that default. */
export const radiusOption = (value: number): Option<number | Schedule, 'default'> =>
  either(
    hyperparameter(ranges.nonNegative, value),
    part('schedule', (): Schedule => constant({ value })),
  )

/** The radius in a step, counted from 0. */
export const radiusAt = (who: string, rho: number | Schedule, step: number): number =>
  typeof rho === 'function' ? scheduledNumber(who, rho, step, ranges.nonNegative) : rho
