/** A name as the key of a record; `__proto__` is one only in brackets. */
const keyOf = (name: string): string =>
  name === '__proto__' ? `['__proto__']` : /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)

/** A record as JavaScript, from the JavaScript of its fields. */
export const recordOf = (fields: readonly (readonly [name: string, code: string])[]): string =>
  fields.length === 0
    ? '{}'
    : `{ ${fields.map(([name, code]) => `${keyOf(name)}: ${code}`).join(', ')} }`

/** Numbers as JavaScript. */
export const numbersLiteral = (numbers: ArrayLike<number>): string =>
  `[${Array.from(numbers, (n) => (Object.is(n, -0) ? '-0' : String(n))).join(', ')}]`
