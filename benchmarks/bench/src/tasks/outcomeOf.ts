import { JsonNumber } from '@momenta/bench-results'
import type { Json } from '@momenta/optimizers'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { Outcome } from './Task.js'

/** A number of a `done` line's data: non-finite ones are written as strings, or as null by older code. */
export const Loose = t.union([JsonNumber, t.null], 'number or null')

/** A list of such numbers. */
export const LooseList = t.readonlyArray(Loose)

const firstOf = (errors: t.Errors): string => {
  const first = errors.reduce((deepest, error) =>
    error.context.length > deepest.context.length ? error : deepest,
  )
  const path = first.context
    .map(({ key }) => key)
    .filter(Boolean)
    .join('.')
  return `data${path === '' ? '' : `.${path}`} must be ${first.context.at(-1)?.type.name}, got ${JSON.stringify(first.value)?.slice(0, 60)}`
}

/** How a task reads what it once wrote: values of these names, and data of that codec. On the left one line says what is wrong. */
export type ReadOutcome = (outcome: Outcome) => E.Either<string, Outcome>

/** Reads an outcome that has at least these values, and data that a codec decodes. */
export const outcomeOf =
  (names: readonly string[], data: t.Decoder<unknown, unknown> = t.unknown): ReadOutcome =>
  (outcome) => {
    const missing = names.find((name) => !Object.hasOwn(outcome.values, name))
    if (missing !== undefined) return E.left(`values must have ${missing}`)
    return pipe(
      data.decode(outcome.data),
      E.bimap(firstOf, (decoded) => ({
        values: outcome.values,
        ...(decoded === undefined ? {} : { data: decoded as Json }),
      })),
    )
  }
