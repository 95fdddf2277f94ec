import type { Range } from './Range.js'
import { show } from './show.js'

/**
 * Returns the value if it lies in the range.
 *
 * @throws TypeError if it is not a number, RangeError if it lies outside: `ema: decay must lie in
 *   [0, 1), got 1.5`.
 *
 * @example
 * import { checkNumber, ranges } from '@momenta/options'
 *
 * checkNumber('scaleByAdam', 'b1', 0.9, ranges.decay) // => 0.9
 */
export const checkNumber = (who: string, name: string, value: unknown, range: Range): number => {
  if (typeof value !== 'number')
    throw new TypeError(`${who}: ${name} ${range.says}, got ${show(value)}`)
  if (!range.holds(value)) throw new RangeError(`${who}: ${name} ${range.says}, got ${value}`)
  return value
}
