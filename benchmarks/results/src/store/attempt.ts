import * as E from 'fp-ts/lib/Either.js'
import { folderError } from './folderError.js'

/** Does something with a folder of results: its error becomes one line of text. */
export const attempt = <A>(folder: string, act: () => A): E.Either<string, A> =>
  E.tryCatch(act, (error) => folderError(folder, error))
