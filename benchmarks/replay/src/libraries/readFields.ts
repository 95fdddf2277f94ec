import type { Schedule } from '@momenta/schedules'
import type { Described } from '../optimizers/fields.js'

/** Reads the options of a reference optimizer by the reference's own names. */
export interface Fields {
  readonly number: (name: string) => number
  /** A number, or undefined for null. */
  readonly optional: (name: string) => number | undefined
  readonly flag: (name: string) => boolean
  readonly text: (name: string) => string
  readonly numbers: (name: string) => readonly number[]
  /** A number, a schedule, or undefined for null. */
  readonly rate: (name: string) => number | Schedule | undefined
  readonly value: (name: string) => unknown
  /** Options that the rule does not read. */
  readonly ignore: (...names: readonly string[]) => void
  readonly has: (name: string) => boolean
}

const fail = (who: string, name: string, says: string, got: unknown): never => {
  throw new RangeError(`${who}: ${name} must be ${says}, got ${JSON.stringify(got) ?? 'nothing'}`)
}

/**
 * Builds from options by the reference's own names.
 *
 * @param scheduleOf - Builds a schedule from its description.
 * @throws RangeError if an option has another type than the rule expects, or the rule does not read
 *   it: a file is not replayed with an option that has no effect.
 */
export const readFields = <A>(
  who: string,
  given: Described,
  scheduleOf: (who: string, described: unknown) => Schedule,
  build: (o: Fields) => A,
): A => {
  const read = new Set<string>()
  const value = (name: string): unknown => {
    read.add(name)
    const found = given[name]
    return found === 'Infinity' ? Number.POSITIVE_INFINITY : found
  }
  const number = (name: string): number => {
    const found = value(name)
    return typeof found === 'number' ? found : fail(who, name, 'a number', found)
  }
  const built = build({
    value,
    number,
    has: (name) => value(name) !== undefined,
    optional: (name) => {
      const found = value(name)
      return found === null || found === undefined ? undefined : number(name)
    },
    flag: (name) => {
      const found = value(name)
      return typeof found === 'boolean' ? found : fail(who, name, 'a boolean', found)
    },
    text: (name) => {
      const found = value(name)
      return typeof found === 'string' ? found : fail(who, name, 'a string', found)
    },
    numbers: (name) => {
      const found = value(name)
      return Array.isArray(found) && found.every((n) => typeof n === 'number')
        ? (found as readonly number[])
        : fail(who, name, 'a list of numbers', found)
    },
    rate: (name) => {
      const found = value(name)
      if (found === null || found === undefined) return undefined
      return typeof found === 'number' ? found : scheduleOf(`${who}: ${name}`, found)
    },
    ignore: (...names) => {
      for (const name of names) read.add(name)
    },
  })
  const unread = Object.keys(given).find((name) => !read.has(name))
  if (unread !== undefined) throw new RangeError(`${who}: the rule does not read option ${unread}`)
  return built
}
