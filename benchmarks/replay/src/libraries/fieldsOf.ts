import type { Described } from '../optimizers/fields.js'
import { optaxSchedule } from './optaxSchedule.js'
import { type Fields, readFields } from './readFields.js'

export type { Fields } from './readFields.js'

/**
 * Builds from the options of a reference optimizer, whose rates may be schedules of Optax.
 *
 * @throws RangeError if an option has another type than the rule expects, or the rule does not read
 *   it.
 */
export const withFields = <A>(who: string, given: Described, build: (o: Fields) => A): A =>
  readFields(who, given, optaxSchedule, build)
