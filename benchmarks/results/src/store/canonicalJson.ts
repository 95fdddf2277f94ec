import { JsonNumber } from './JsonNumber.js'

const isPlain = (value: object): boolean =>
  [Object.prototype, null].includes(Object.getPrototypeOf(value))

const members = (value: object): string =>
  Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
    .join(',')

/**
 * The canonical JSON of a value (RFC 8785): names sorted by UTF-16 code unit, no white space,
 * numbers as ECMAScript prints them; non-finite numbers as {@link JsonNumber} encodes them, without
 * undefined members.
 *
 * @throws TypeError for other values than null, booleans, numbers, strings, arrays and plain
 *   objects (a Map, a Date, a function).
 * @example
 * import { canonicalJson } from '@momenta/bench-results'
 *
 * canonicalJson({ seed: 100, lr: 1e-3, best: NaN }) // => "{\"best\":\"NaN\",\"lr\":0.001,\"seed\":100}"
 */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string')
    return JSON.stringify(value)
  if (typeof value === 'number') return JSON.stringify(JsonNumber.encode(value))
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && isPlain(value)) return `{${members(value)}}`
  throw new TypeError(
    `canonicalJson: every part must be null, a boolean, number, string, array or plain object, got ${Object.prototype.toString.call(value)}; convert it first.`,
  )
}
