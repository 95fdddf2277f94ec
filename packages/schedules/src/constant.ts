import { checkedNumber } from './checkedNumber.js'
import type { Schedule } from './Schedule.js'

/** Options of {@link constant}. */
export interface ConstantOptions {
  /** Default 1e-3. */
  readonly value?: number
}

/**
 * Always the same: value.
 *
 * @throws RangeError if the value is not finite.
 *
 * @example
 * import { constant } from '@momenta/schedules'
 *
 * constant({ value: 0.1 })(1000) // => 0.1
 */
export const constant = ({ value = 1e-3 }: ConstantOptions = {}): Schedule => {
  checkedNumber('constant', 'value', value)
  return () => value
}
