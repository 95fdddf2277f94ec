import { show } from '@momenta/options'
import * as E from 'fp-ts/lib/Either.js'
import type { Json } from './Json.js'

/** How deep values of an optimizer as JSON may be nested, and how many there may be. */
const bounds = { depth: 32, values: 10_000 }

/**
 * A copy of a value that is JSON, or its first problem: functions, cycles, too deep nesting and
 * values that throw when read are not JSON. Fields that are undefined are left out.
 */
export const plainJson = (value: unknown): E.Either<string, Json> => {
  let left = bounds.values
  let wrong: string | undefined
  const fail = (says: string): Json => {
    wrong ??= says
    return null
  }
  const record = (given: object, depth: number): Json => {
    const prototype = Object.getPrototypeOf(given)
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
      return fail(`must be JSON, got ${show(given)}`)
    return Object.fromEntries(
      Object.entries(given)
        .filter(([, field]) => field !== undefined)
        .map(([name, field]) => [name, copy(field, depth)]),
    )
  }
  const copy = (given: unknown, depth: number): Json => {
    left -= 1
    if (wrong !== undefined) return null
    if (left < 0) return fail(`must hold at most ${bounds.values} values`)
    if (given === null || typeof given === 'string' || typeof given === 'boolean') return given
    if (typeof given === 'number' && Number.isFinite(given)) return given
    if (typeof given !== 'object') return fail(`must be JSON, got ${show(given)}`)
    if (depth === bounds.depth) return fail(`must be nested at most ${bounds.depth} levels deep`)
    if (!Array.isArray(given)) return record(given, depth + 1)
    if (given.length > left) return fail(`must hold at most ${bounds.values} values`)
    return Array.from(given, (item) => copy(item, depth + 1))
  }
  try {
    const plain = copy(value, 0)
    return wrong === undefined ? E.right(plain) : E.left(wrong)
  } catch {
    return E.left(`must be JSON, got ${show(value)}, which cannot be read`)
  }
}
