import type { Declared, Problem } from './Option.js'
import { show } from './show.js'
import { didYouMean } from './suggest.js'

/**
 * The own fields of a plain object, or undefined where a value is none or cannot be read.
 *
 * @example
 * import { fieldsOf } from '@momenta/options'
 *
 * fieldsOf({ decay: 0.5 })?.get('decay') // => 0.5
 * fieldsOf([0.5]) // => undefined
 */
export const fieldsOf = (given: unknown): ReadonlyMap<string | symbol, unknown> | undefined => {
  try {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined
    const prototype = Object.getPrototypeOf(given)
    // Object.prototype of any realm has no prototype itself and has isPrototypeOf.
    const plain = prototype === null || Object.hasOwn(prototype, 'isPrototypeOf')
    if (!plain || (prototype !== null && Object.getPrototypeOf(prototype) !== null))
      return undefined
    return new Map(Reflect.ownKeys(given).map((name) => [name, Reflect.get(given, name)]))
  } catch {
    return undefined
  }
}

const unknownOption = (names: readonly string[], name: string | symbol): Problem => ({
  says: `unknown option ${show(name)}${didYouMean(names, name)}${
    names.length === 0
      ? '; there are no options'
      : `${didYouMean(names, name) === '' ? ';' : ''} Options: ${names.join(', ')}`
  }`,
  error: 'type',
})

/**
 * The problems of given options: unknown ones, missing ones, and values that are not accepted.
 *
 * @example
 * import { number, problemsOf, ranges } from '@momenta/options'
 *
 * problemsOf({ decay: number(ranges.decay, 0.9) }, new Map([['decay', 2]]))
 * // => [{ says: 'must lie in [0, 1), got 2', error: 'range', path: ['decay'] }]
 */
export const problemsOf = (
  options: Declared,
  fields: ReadonlyMap<string | symbol, unknown>,
): readonly (Problem & { readonly path: readonly string[] })[] => {
  const names = Object.keys(options)
  const unknown = [...fields.keys()]
    .filter((name) => typeof name === 'symbol' || !Object.hasOwn(options, name))
    .map((name) => ({ ...unknownOption(names, name), path: [] }))
  const wrong = Object.entries(options).flatMap(([name, option]) => {
    const value = fields.get(name)
    if (value === undefined)
      return option.presence === 'required'
        ? [{ says: `must be given: it ${option.says}`, error: 'type' as const, path: [name] }]
        : []
    const found = option.problemOf(value)
    return found === undefined ? [] : [{ ...found, path: [name, ...(found.path ?? [])] }]
  })
  return [...unknown, ...wrong]
}
