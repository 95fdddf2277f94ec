import type { Option } from './Option.js'
import { problem } from './problem.js'

/**
 * An option that is one kind of value or another, as a number or a schedule; the default is that of
 * the first.
 *
 * @example
 * import { either, flag, number, ranges } from '@momenta/options'
 *
 * either(number(ranges.unit, 1), flag(false)).says // => 'must lie in [0, 1] or must be true or false'
 */
export const either = <A, B>(first: Option<A>, second: Option<B>): Option<A | B, 'default'> => {
  const says = `${first.says} or ${second.says}`
  return {
    shape: { kind: 'either', of: [first, second] },
    presence: 'default',
    says,
    problemOf: (given) => {
      const one = first.problemOf(given)
      const other = one && second.problemOf(given)
      if (one === undefined || other === undefined) return undefined
      // For a number out of range, the error names the range alone.
      return [one, other].find(({ error }) => error === 'range') ?? problem(says, given)
    },
    example: first.example,
    changes: false,
  }
}
