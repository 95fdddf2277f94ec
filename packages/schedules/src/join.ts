import {
  defineFactory,
  type Factory,
  list,
  type Option,
  type OptionsOf,
  part,
} from '@momenta/options'
import { boundaries as boundariesOption } from './boundaries.js'
import { constant } from './constant.js'
import type { Schedule } from './Schedule.js'

const first = (): Schedule => constant()

const schedulesOption: Option<readonly Schedule[], 'default'> = {
  ...list<Schedule>(part('schedule', first), [first()]),
  says: 'must be a list of schedules',
  draw: (_, draw) => [draw('schedule'), draw('schedule'), draw('schedule')],
}

const options = {
  /** One more than the number of boundaries. Default `[constant()]`. */
  schedules: schedulesOption,
  /** The steps at which the next schedule starts, increasing. Default none. */
  boundaries: boundariesOption(),
}

/** Options of {@link join}. */
export interface JoinOptions extends OptionsOf<typeof options> {}

/**
 * One schedule after another, each from its own step 0.
 *
 * @throws RangeError if the boundaries do not increase or are not one fewer than the schedules,
 *   TypeError if an option is unknown, one of the schedules is not a function, or a boundary is not
 *   a number.
 *
 * Source: as `join_schedules` of Optax.
 *
 * @example
 * import { constant, join, linear } from '@momenta/schedules'
 *
 * const rate = join({
 *   schedules: [constant({ value: 1 }), linear({ init: 1, end: 0, steps: 4 })],
 *   boundaries: [10],
 * })
 * rate(9) // => 1
 * rate(12) // => 0.5
 */
export const join: Factory<JoinOptions, Schedule> = defineFactory(
  'join',
  options,
  (given) => {
    // Copies, so that later changes of a list have no effect.
    const [schedules, boundaries] = [[...given.schedules], [...given.boundaries]]
    return (step) => {
      const passed = boundaries.filter((boundary) => boundary <= step)
      return (schedules[passed.length] as Schedule)(step - (passed.at(-1) ?? 0))
    }
  },
  ({ schedules, boundaries }) =>
    schedules.length === boundaries.length + 1
      ? undefined
      : {
          path: ['schedules'],
          says: `must be one more than the ${boundaries.length} boundaries, got ${schedules.length}`,
          error: 'range',
        },
)
