import type { Option } from './Option.js'
import { problem } from './problem.js'

/**
 * An option whose value has no JSON form: a function, a vector, an operator. It must be given,
 * cannot be given in JSON and cannot be drawn.
 *
 * @param says - What must hold, as in `must be a function`.
 * @param holds - Whether it holds.
 *
 * @example
 * import { value } from '@momenta/options'
 *
 * const loss = value<() => number>('must be a function', (given) => typeof given === 'function')
 * loss.problemOf(3) // => { says: 'must be a function, got 3', error: 'type' }
 */
export const value = <A>(
  says: string,
  holds: (given: unknown) => boolean,
): Option<A, 'required'> => ({
  shape: { kind: 'value' },
  presence: 'required',
  says,
  problemOf: (given) => (holds(given) ? undefined : problem(says, given)),
  // such a value has no example
  example: () => undefined as A,
  changes: false,
})
