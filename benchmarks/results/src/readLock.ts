import { readFileSync, statSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as J from 'fp-ts/lib/Json.js'
import * as O from 'fp-ts/lib/Option.js'
import { errorCode } from './errorCode.js'
import { LockOwner } from './LockOwner.js'

/** A lock file as it lies there: `owner` is none if it is empty or torn, `age` in milliseconds. */
export const readLock = (
  path: string,
): O.Option<{
  readonly owner: O.Option<LockOwner>
  readonly text: string
  readonly age: number
}> => {
  try {
    const text = readFileSync(path, 'utf8')
    const owner = pipe(J.parse(text), E.chainW(LockOwner.decode), O.fromEither)
    return O.some({ owner, text, age: Date.now() - statSync(path).mtimeMs })
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return O.none
    throw error
  }
}
