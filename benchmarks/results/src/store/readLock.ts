import { lstatSync, readFileSync, type Stats } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as J from 'fp-ts/lib/Json.js'
import * as O from 'fp-ts/lib/Option.js'
import { errorCode } from './errorCode.js'
import { LockOwner } from './LockOwner.js'

/** A lock file: `owner` is undefined if it is empty or incomplete, `age` is in milliseconds. */
export interface FoundLock {
  readonly owner: O.Option<LockOwner>
  readonly text: string
  readonly age: number
}

const kindOf = (found: Stats): string =>
  found.isDirectory() ? 'a folder' : found.isSymbolicLink() ? 'a link' : 'a special file'

/**
 * Reads the lock file at a path; undefined if there is none. On the left one line names something
 * else in its place. A link is never followed: a broken one can be neither read nor created.
 *
 * @throws the errors of the file system, except for a missing file.
 */
export const readLock = (path: string): O.Option<E.Either<string, FoundLock>> => {
  try {
    const found = lstatSync(path)
    if (!found.isFile())
      return O.some(
        E.left(
          `results: ${path} must be a lock file or absent, got ${kindOf(found)}; delete it and start again.`,
        ),
      )
    const text = readFileSync(path, 'utf8')
    const owner = pipe(J.parse(text), E.chainW(LockOwner.decode), O.fromEither)
    return O.some(E.right({ owner, text, age: Date.now() - found.mtimeMs }))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return O.none
    throw error
  }
}
