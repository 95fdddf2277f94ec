import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as J from 'fp-ts/lib/Json.js'
import { StoreHeader } from './StoreHeader.js'

/** Checks the version in the text of a `store.json`; on the left one line says what to do. */
export const checkHeader =
  (folder: string, version: number) =>
  (text: string): E.Either<string, void> =>
    pipe(
      J.parse(text),
      E.chainW(StoreHeader.decode),
      E.mapLeft(
        () =>
          `results: ${folder}/store.json must name the results' version, got something else; name a new folder, or restore that file.`,
      ),
      E.filterOrElse(
        (header) => header.version === version,
        (header) =>
          `results: ${folder} must hold results of version ${version}, got version ${header.version}; name a new folder and keep this one for the code that wrote it.`,
      ),
      E.map(() => undefined),
    )
