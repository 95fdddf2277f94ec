/**
 * A function that computes its result once for each object.
 *
 * @param make - Of other arguments only the first ones are seen.
 *
 * @example
 * import { once } from '@momenta/core/program'
 *
 * const sizeOf = once((list: readonly number[]) => ({ size: list.length }))
 * const list = [1, 2]
 * sizeOf(list) === sizeOf(list) // => true
 */
export const once = <K extends object, R extends readonly unknown[], V>(
  make: (key: K, ...rest: R) => V,
): ((key: K, ...rest: R) => V) => {
  const known = new WeakMap<K, V>()
  return (key, ...rest) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(key, ...rest)
    known.set(key, made)
    return made
  }
}
