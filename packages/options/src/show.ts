const limit = 120

const cut = (text: string): string => (text.length <= limit ? text : `${text.slice(0, limit - 1)}…`)

const quote = (text: string): string =>
  `'${JSON.stringify(text.slice(0, limit))
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replace(
      /[\u007f-\u009f\u2028\u2029]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )}'`

/** A field's value without running a getter. */
const field = (value: object, name: string, depth: number): string => {
  const property = Object.getOwnPropertyDescriptor(value, name)
  return property !== undefined && 'value' in property ? shown(property.value, depth) : '…'
}

const list = (value: readonly unknown[], depth: number): string => {
  if (depth > 1) return 'a list'
  const items = Array.from({ length: Math.min(value.length, 8) }, (_, i) =>
    field(value, String(i), depth + 1),
  )
  return `[${items.join(', ')}${value.length > 8 ? ', …' : ''}]`
}

const record = (value: object, depth: number): string => {
  if (depth > 1) return 'an object'
  const names = Object.keys(value)
  if (names.length === 0) return '{}'
  const fields = names
    .slice(0, 4)
    .map((name) => `${/^\w+$/.test(name) ? name : quote(name)}: ${field(value, name, depth + 1)}`)
  return `{ ${fields.join(', ')}${names.length > 4 ? ', …' : ''} }`
}

const nameOf = (value: object): string => {
  const name = Object.getOwnPropertyDescriptor(value, 'name')?.value
  return typeof name === 'string' && /^[\w$ ]+$/.test(name) ? name : ''
}

const object = (value: object, depth: number): string => {
  if (Array.isArray(value)) return list(value, depth)
  if (value instanceof Promise) return 'a Promise'
  const made = Object.getPrototypeOf(value)?.constructor
  const name = typeof made === 'function' ? nameOf(made) : ''
  return name === '' || name === 'Object' ? record(value, depth) : `an object of type ${name}`
}

const shown = (value: unknown, depth: number): string => {
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'symbol') return quote(String(value)).slice(1, -1)
  if (typeof value === 'function') {
    const name = nameOf(value)
    return name === '' ? 'a function' : `the function ${name}`
  }
  if (typeof value !== 'object' || value === null)
    return Object.is(value, -0) ? '-0' : String(value)
  return object(value, depth)
}

/**
 * A value as a short text in one line, for errors, without running its code.
 *
 * @example
 * import { show } from '@momenta/options'
 *
 * show('a\nb') // => "'a\\nb'"
 * show({ decay: 2 }) // => '{ decay: 2 }'
 */
export const show = (value: unknown): string => {
  try {
    return cut(shown(value, 0))
  } catch {
    // A proxy may throw on any access.
    return typeof value === 'function' ? 'a function' : 'an object'
  }
}
