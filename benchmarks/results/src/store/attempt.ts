import * as E from 'fp-ts/lib/Either.js'
import { folderError } from './folderError.js'

/** Runs an operation on a folder of results; its error becomes one line. */
export const attempt = <A>(folder: string, act: () => A): E.Either<string, A> =>
  E.tryCatch(act, (error) => folderError(folder, error))
