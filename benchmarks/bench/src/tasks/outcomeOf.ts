import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { StoredOutcome, StoredTask } from './StoredTask.js'

/** The deepest of the errors of a codec, as one line with its path. */
export const firstError =
  (name: string) =>
  (errors: t.Errors): string => {
    const first = errors.reduce((deepest, error) =>
      error.context.length > deepest.context.length ? error : deepest,
    )
    const path = first.context
      .map(({ key }) => key)
      .filter(Boolean)
      .join('.')
    const expected = first.message ?? `must be ${first.context.at(-1)?.type.name}`
    return `${name}${path === '' ? '' : `.${path}`} ${expected}, got ${JSON.stringify(first.value)?.slice(0, 60)}`
  }

/** Checks that an outcome has these values, and data that a codec decodes. */
export const outcomeOf =
  (names: readonly string[], data: t.Decoder<unknown, unknown> = t.unknown): StoredTask['read'] =>
  (outcome: StoredOutcome) => {
    const missing = names.find((name) => !Object.hasOwn(outcome.values, name))
    return missing === undefined
      ? pipe(
          data.decode(outcome.data),
          E.bimap(firstError('data'), () => outcome),
        )
      : E.left(`values must have ${missing}`)
  }
