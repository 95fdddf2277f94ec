import type { HyperOption, Option } from './Option.js'
import { problem } from './problem.js'
import type { Range } from './Range.js'

/**
 * A numeric option.
 *
 * @param range - Where it must lie.
 * @param value - Its default.
 *
 * @example
 * import { number, ranges } from '@momenta/options'
 *
 * number(ranges.unit, 0.5).problemOf(2) // => { says: 'must lie in [0, 1], got 2', error: 'range' }
 */
export const number = (range: Range, value: number): Option<number, 'default'> => ({
  shape: { kind: 'number', range },
  presence: 'default',
  says: range.says,
  problemOf: (given) => {
    if (typeof given !== 'number') return problem(range.says, given)
    return range.holds(given) ? undefined : problem(range.says, given, 'range')
  },
  example: () => value,
  changes: false,
})

/**
 * A numeric option that can be changed while training.
 *
 * @example
 * import { hyperparameter, ranges } from '@momenta/options'
 *
 * hyperparameter(ranges.decay, 0.9).changes // => true
 */
export const hyperparameter = (range: Range, value: number): HyperOption<'default'> => ({
  ...number(range, value),
  changes: true,
})
