import { kindOf, show } from '@momenta/core'

/** Whether a value is an array or typed array; strings and some records have a length too. */
const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))

const copyOf = (leaf: unknown, name: string): Float64Array => {
  if (!isList(leaf))
    throw new TypeError(
      `compile: params[${name}] must be an array of numbers, got ${kindOf(leaf)}; for one number write [number]`,
    )
  for (let i = 0; i < leaf.length; i++)
    if (typeof leaf[i] !== 'number')
      throw new TypeError(`compile: params[${name}][${i}] must be a number, got ${kindOf(leaf[i])}`)
  return Float64Array.from(leaf as ArrayLike<number>)
}

/** Copies the initial parameters; throws unless they are a list of at least one list of numbers. */
export const startOf = (start: unknown): readonly Float64Array[] => {
  if (!Array.isArray(start))
    throw new TypeError(
      `compile: params must be an array with one array of numbers for each leaf, got ${kindOf(start)}`,
    )
  if (start.length === 0)
    throw new RangeError('compile: params must hold at least one array, got none')
  return Array.from(start, (leaf, i) => copyOf(leaf, String(i)))
}

/** The names of the leaves of a run; throws unless they are unique. */
export const checkedNames = (
  params: readonly Float64Array[],
  names: unknown,
): readonly string[] => {
  if (!Array.isArray(names))
    throw new TypeError(`compile: names must be an array of strings, got ${kindOf(names)}`)
  if (names.length !== params.length)
    throw new TypeError(
      `compile: names must hold one name for each of ${params.length} leaves, got ${names.length}`,
    )
  const seen = new Set<string>()
  return params.map((_, i) => {
    const name: unknown = names[i]
    if (typeof name !== 'string')
      throw new TypeError(`compile: names[${i}] must be a string, got ${kindOf(name)}`)
    if (seen.has(name))
      throw new TypeError(`compile: each leaf must have a unique name, got ${show(name)} twice`)
    seen.add(name)
    return name
  })
}
