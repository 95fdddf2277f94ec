import * as t from 'io-ts'

const named: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])

/**
 * The codec of a number in a record. JSON has no NaN and no infinities, so these are written as the
 * strings `"NaN"`, `"Infinity"` and `"-Infinity"`.
 *
 * @example
 * import { JsonNumber } from '@momenta/bench-results'
 *
 * JsonNumber.encode(Number.NEGATIVE_INFINITY) // => "-Infinity"
 * JsonNumber.decode('Infinity').right > 1e308 // => true
 */
export const JsonNumber = new t.Type<number, number | string, unknown>(
  'JsonNumber',
  t.number.is,
  (input, context) => {
    const value = t.number.is(input) ? input : named.get(input)
    return value === undefined ? t.failure(input, context) : t.success(value)
  },
  (value) => (Number.isFinite(value) ? value : String(value)),
)
