import { fail } from './fail.js'
import { kindOf } from './kindOf.js'

/** A value read from somewhere as a record; of just these names, if any are given. */
export const recordOf = (
  where: string,
  value: unknown,
  names?: readonly string[],
): { readonly [name: string]: unknown } => {
  if (kindOf(value) !== 'object') return fail(`${where} must be a record, got ${kindOf(value)}`)
  const record = value as { readonly [name: string]: unknown }
  const got = Object.keys(record)
  if (names !== undefined && (got.length !== names.length || !names.every((n) => got.includes(n))))
    fail(`${where} must have the names [${names.join(', ')}], got [${got.join(', ')}]`)
  return record
}
