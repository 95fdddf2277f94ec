import type { Schedule } from '@momenta/schedules'
import * as E from 'fp-ts/lib/Either.js'
import { catalogues } from './catalogues.js'
import { construct } from './construct.js'
import type { Json, JsonRecord } from './Json.js'
import { isRecord } from './named.js'

const resolved = (value: Json): unknown => {
  if (Array.isArray(value)) return value.map(resolved)
  return isRecord(value) && typeof value.name === 'string' ? scheduleOf(value) : value
}

/** Schedules may hold schedules, as `join` and `warmup` do: those are built first. */
export const resolveSchedules = (options: JsonRecord): object =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [name, resolved(value)]))

/**
 * Builds a schedule from JSON.
 *
 * @throws RangeError if it does not describe one.
 */
export const scheduleOf = (described: JsonRecord): Schedule => {
  const built = construct<Schedule>(catalogues.schedules, 'name', described, resolveSchedules)
  if (E.isLeft(built))
    throw new RangeError(`${String(described.name)}: ${built.left.option} ${built.left.says}`)
  return built.right
}
