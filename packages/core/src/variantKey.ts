import { show } from '@momenta/options'
import type { Variant } from './Description.js'
import { kindOf } from './kindOf.js'

type Fields = { readonly [name: string]: unknown }

/** Plain objects, also those of another realm. */
const isRecord = (value: unknown): value is Fields => {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const keyOfField = (value: unknown, name: string, who: () => string): string => {
  if (isRecord(value)) return keyOfRecord(value, who)
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' || typeof value === 'boolean')
    return Object.is(value, -0) ? '-0' : String(value)
  throw new TypeError(
    `${who()}: field ${show(name)} of a variant must be a string, number, boolean or record, got ${kindOf(value)}`,
  )
}

const keyOfRecord = (record: Fields, who: () => string): string => {
  const fields = Object.keys(record)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${keyOfField(record[name], name, who)}`)
  Object.freeze(record)
  return `{${fields.join()}}`
}

const keys = new WeakMap<object, string>()

/** {@link variantKey}, whose errors name a caller. */
export const variantKeyFor = (variant: Variant | undefined, who: () => string): string => {
  if (variant === undefined) return '{}'
  const known = keys.get(variant)
  if (known !== undefined) return known
  if (!isRecord(variant))
    throw new TypeError(`${who()}: a variant must be a record, got ${kindOf(variant)}`)
  const key = keyOfRecord(variant, who)
  keys.set(variant, key)
  return key
}

/**
 * The text that tells variants apart: equal for equal records, whatever the order of their fields,
 * and different for different ones. No variant is the empty record.
 *
 * The key of a record is computed once; the record is frozen, so that its key remains right. For a
 * plan that returns the same constants each step the key costs a look-up.
 *
 * @throws TypeError if the variant is anything but a record of strings, numbers, booleans and such
 * records.
 *
 * @example
 * import { variantKey } from '@momenta/core'
 *
 * variantKey({ store: 'drop', inner: { first: true } }) // => '{"inner":{"first":true},"store":"drop"}'
 * variantKey(undefined) // => '{}'
 */
export const variantKey = (variant: Variant | undefined): string =>
  variantKeyFor(variant, () => 'variantKey')
