import type { Option } from './Option.js'
import { problem } from './problem.js'
import { show } from './show.js'

/**
 * An option that is one of a few strings.
 *
 * @example
 * import { choice } from '@momenta/options'
 *
 * choice(['before', 'after'], 'before').says // => "must be 'before' or 'after'"
 */
export const choice = <const T extends string>(
  choices: readonly T[],
  value: NoInfer<T>,
): Option<T, 'default'> => {
  const says = `must be ${choices.map(show).join(' or ')}`
  return {
    shape: { kind: 'choice', choices },
    presence: 'default',
    says,
    problemOf: (given) => (choices.includes(given as T) ? undefined : problem(says, given)),
    example: () => value,
    changes: false,
  }
}
