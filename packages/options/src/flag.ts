import type { Option } from './Option.js'
import { problem } from './problem.js'

const says = 'must be true or false'

/**
 * An option that is true or false.
 *
 * @example
 * import { flag } from '@momenta/options'
 *
 * flag(false).problemOf(1) // => { says: 'must be true or false, got 1', error: 'type' }
 */
export const flag = (value: boolean): Option<boolean, 'default'> => ({
  shape: { kind: 'flag' },
  presence: 'default',
  says,
  problemOf: (given) => (typeof given === 'boolean' ? undefined : problem(says, given)),
  example: () => value,
  changes: false,
})
