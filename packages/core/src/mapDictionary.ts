import { dictionary } from './dictionary.js'

/**
 * Maps the values of a dictionary.
 *
 * @example
 * import { mapDictionary } from '@momenta/core'
 *
 * mapDictionary({ a: 1, b: 2 }, (n, name) => `${name}${n}`).b // => 'b2'
 */
export const mapDictionary = <A, B>(
  record: { readonly [name: string]: A },
  f: (value: A, name: string) => B,
): { [name: string]: B } => {
  const made = dictionary<B>()
  for (const name of Object.keys(record)) made[name] = f(record[name] as A, name)
  return made
}
