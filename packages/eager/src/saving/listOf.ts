import { fail } from './fail.js'
import { kindOf } from './kindOf.js'

/** A value read from somewhere as a list; of this length, if one is given. */
export const listOf = (where: string, value: unknown, length?: number): readonly unknown[] => {
  if (!Array.isArray(value)) return fail(`${where} must be a list, got ${kindOf(value)}`)
  if (length !== undefined && value.length !== length)
    fail(`${where} must have length ${length}, got ${value.length}`)
  return value
}
