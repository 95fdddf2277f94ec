import type { Option, Problem } from './Option.js'
import { problem } from './problem.js'

/** What holds for a list as a whole, beside what holds for each item. */
export interface ListRule {
  readonly says: string
  readonly holds: (items: readonly unknown[]) => boolean
}

/**
 * An option that is a list of values of one kind.
 *
 * @param of - What each item is.
 * @param value - The default.
 * @param rule - What holds for the list as a whole.
 *
 * @example
 * import { list, number, ranges } from '@momenta/options'
 *
 * list(number(ranges.count, 0), []).problemOf([1, -1])
 * // => { says: 'must be a non-negative integer, got -1', error: 'range', path: ['1'] }
 */
export const list = <A>(
  of: Option<A>,
  value: readonly A[],
  rule: ListRule = { says: 'must be a list', holds: () => true },
): Option<readonly A[], 'default'> => ({
  shape: { kind: 'list', of },
  presence: 'default',
  says: rule.says,
  problemOf: (given) => {
    if (!Array.isArray(given)) return problem(rule.says, given)
    const items: readonly unknown[] = Array.from(given)
    const wrong = items.map((item, i): Problem | undefined => {
      const found = of.problemOf(item)
      return found && { ...found, path: [String(i), ...(found.path ?? [])] }
    })
    return (
      wrong.find((found) => found !== undefined) ??
      (rule.holds(items) ? undefined : problem(rule.says, given, 'range'))
    )
  },
  example: () => value,
  changes: false,
})
