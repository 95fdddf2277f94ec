import type { Schedule } from './Schedule.js'

/** Throws unless the option is a function. */
export const checkedSchedule = (who: string, name: string, value: Schedule): Schedule => {
  if (typeof value !== 'function')
    throw new TypeError(`${who}: ${name} must be a schedule, got ${JSON.stringify(value)}`)
  return value
}
