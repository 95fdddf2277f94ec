import { defineFactory, type Factory, number, type OptionsOf, ranges } from '@momenta/options'
import { boundaries as boundariesOption } from './boundaries.js'
import { initialValue } from './initialValue.js'
import type { Schedule } from './Schedule.js'

const options = {
  ...initialValue,
  /** The factor at each boundary, a finite number. Default 0.1. */
  factor: number(ranges.finite, 0.1),
  /** The steps at which it drops, increasing. Default none. */
  boundaries: boundariesOption(),
}

/** Options of {@link steps}. */
export interface StepsOptions extends OptionsOf<typeof options> {}

/**
 * Drops at given steps: init · factor^b, where b boundaries are <= s. The paper divides by 10 at
 * epoch k: with n steps per epoch, boundary k·n and factor 0.1.
 *
 * @throws RangeError if a number is not finite or the boundaries do not increase, TypeError if an
 *   option is unknown or of the wrong type.
 *
 * @example
 * import { steps } from '@momenta/schedules'
 *
 * const rate = steps({ init: 0.01, factor: 0.1, boundaries: [50] })
 * rate(49) // => 0.01
 * rate(50) // => 0.001
 */
export const steps: Factory<StepsOptions, Schedule> = defineFactory('steps', options, (given) => {
  const { init, factor } = given
  const boundaries = [...given.boundaries]
  return (step) => init * factor ** boundaries.filter((boundary) => boundary <= step).length
})
