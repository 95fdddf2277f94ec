import { exampleOf } from './exampleOf.js'
import type { Declared, Option } from './Option.js'
import { problem } from './problem.js'
import { fieldsOf, problemsOf } from './problemsOf.js'

const says = 'must be an object of options'

/**
 * An option that is an object of options of its own.
 *
 * @typeParam A - The type of that object.
 *
 * @example
 * import { flag, record } from '@momenta/options'
 *
 * record({ nesterov: flag(false) }).problemOf({ nesterow: true })?.says
 * // => "unknown option 'nesterow'; did you mean nesterov? Options: nesterov"
 */
export const record = <A extends object>(options: Declared): Option<A, 'default'> => ({
  shape: { kind: 'record', options },
  presence: 'default',
  says,
  problemOf: (given) => {
    const fields = fieldsOf(given)
    if (fields === undefined) return problem(says, given)
    return problemsOf(options, fields)[0]
  },
  example: () => exampleOf(options) as A,
  changes: false,
})
