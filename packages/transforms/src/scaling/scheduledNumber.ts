import { type Range, show } from '@momenta/options'
import type { Schedule } from '@momenta/schedules'

/**
 * The number that a schedule returns at a step, checked.
 *
 * @throws TypeError if it is not a number, RangeError if it lies outside the range.
 */
export const scheduledNumber = (
  who: string,
  schedule: Schedule,
  step: number,
  { says, holds }: Range,
): number => {
  const value: unknown = schedule(step)
  if (typeof value === 'number' && holds(value)) return value
  const text = `${who}: the value of the schedule ${says}, got ${show(value)} at step ${step}`
  throw typeof value === 'number' ? new RangeError(text) : new TypeError(text)
}
