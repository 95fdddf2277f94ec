import type { Range } from './Range.js'
import { show } from './show.js'

/**
 * The number that a schedule returns at a step, checked.
 *
 * @param schedule - A function from the step, counted from 0.
 * @throws TypeError if it is not a number, RangeError if it lies outside the range.
 *
 * @example
 * import { ranges, scheduledNumber } from '@momenta/options'
 *
 * scheduledNumber('sam', (step) => step / 10, 3, ranges.nonNegative) // => 0.3
 */
export const scheduledNumber = (
  who: string,
  schedule: (step: number) => number,
  step: number,
  { says, holds }: Range,
): number => {
  const value: unknown = schedule(step)
  if (typeof value === 'number' && holds(value)) return value
  const text = `${who}: the value of the schedule ${says}, got ${show(value)} at step ${step}`
  throw typeof value === 'number' ? new RangeError(text) : new TypeError(text)
}
