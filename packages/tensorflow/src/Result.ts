import * as E from 'fp-ts/lib/Either.js'
import type { Missing } from './Missing.js'

/** A value (`ok` is true), or why there is none: the kind of the reason and one line. */
export type Result<T> = (T & { readonly ok: true }) | (Missing & { readonly ok: false })

/** The public form of an outcome, for users without fp-ts. */
export const resultOf = <T>(outcome: E.Either<Missing, T>): Result<T> =>
  E.isRight(outcome) ? { ...outcome.right, ok: true } : { ...outcome.left, ok: false }
