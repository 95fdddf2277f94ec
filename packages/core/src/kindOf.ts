const article = (name: string): string => `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`

const few = 5

/** The first names of a record. */
const namesOf = (value: object): string => {
  const names = Object.keys(value)
  const rest = names.length - few
  return names.slice(0, few).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

/** The name of an object's class; an empty string for records, even with a field `constructor`. */
const classOf = (value: object): string => {
  const prototype = Object.getPrototypeOf(value)
  if (prototype === null || prototype === Object.prototype) return ''
  const name = prototype.constructor?.name
  return typeof name === 'string' ? name : ''
}

/**
 * Describes a value in a few words, for errors: `the string 'adam'`, `a Promise`,
 * `a record of params, state`.
 *
 * @example
 * import { kindOf } from '@momenta/core'
 *
 * kindOf(3) // => 'the number 3'
 * kindOf({ a: 1, b: 2 }) // => 'a record of a, b'
 * kindOf(Promise.resolve()) // => 'a Promise; await it'
 */
export const kindOf = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (typeof value === 'number') return `the number ${value}`
  if (typeof value === 'string')
    return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`
  if (typeof value !== 'object') return article(typeof value)
  if (Array.isArray(value)) return `a list of length ${value.length}`
  if (value instanceof Promise) return 'a Promise; await it'
  const name = classOf(value)
  if (name !== '') return article(name)
  const names = namesOf(value)
  return names === '' ? 'an empty record' : `a record of ${names}`
}
