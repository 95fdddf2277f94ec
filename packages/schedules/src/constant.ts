import { defineFactory, type Factory, number, type OptionsOf, ranges } from '@momenta/options'
import type { Schedule } from './Schedule.js'

const options = {
  /** The value, a finite number. Default 1e-3. */
  value: number(ranges.finite, 1e-3),
}

/** Options of {@link constant}. */
export interface ConstantOptions extends OptionsOf<typeof options> {}

/**
 * A constant: value.
 *
 * @throws RangeError if the value is not finite, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * @example
 * import { constant } from '@momenta/schedules'
 *
 * constant({ value: 0.1 })(1000) // => 0.1
 */
export const constant: Factory<ConstantOptions, Schedule> = defineFactory(
  'constant',
  options,
  ({ value }) =>
    () =>
      value,
)
