import { kindOf, mapDictionary, show } from '@momenta/core'
import { failLoad } from './failLoad.js'

type Named<T> = { readonly [name: string]: T }

/** Returns the value if it is a record with exactly these names, else throws. */
export const recordOf = (
  where: string,
  value: unknown,
  names: readonly string[],
): Named<unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return failLoad(`${where} must be a record, got ${kindOf(value)}`)
  const missing = names.find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) failLoad(`${where} must have ${show(missing)}, got none`)
  const got = Object.keys(value)
  if (got.length !== names.length) {
    const known = new Set(names)
    failLoad(
      `${where} must not have ${show(got.find((name) => !known.has(name)))}, which is unknown`,
    )
  }
  return value as Named<unknown>
}

/**
 * A record with exactly the names of `like`, each value computed from the two values of that name.
 */
export const recordLike = <A, B>(
  where: string,
  saved: unknown,
  like: Named<A>,
  f: (saved: unknown, like: A, name: string) => B,
): Named<B> => {
  const record = recordOf(where, saved, Object.keys(like))
  return mapDictionary(like, (a, name) => f(record[name], a, name))
}

/** Returns the value if it is a list (of this length), else throws. */
export const listOf = (where: string, value: unknown, length?: number): readonly unknown[] => {
  if (!Array.isArray(value)) return failLoad(`${where} must be a list, got ${kindOf(value)}`)
  if (length !== undefined && value.length !== length)
    failLoad(`${where} must have length ${length}, got ${value.length}`)
  return value
}
