import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { attempt } from './attempt.js'
import { checkHeader } from './checkHeader.js'
import { readWhole } from './readWhole.js'
import { storePaths } from './storePaths.js'

const write = (folder: string, version: number): void => {
  const path = storePaths.header(folder)
  const text = `${JSON.stringify({ format: 'momenta-results', version })}\n`
  // a rename is atomic: a crash leaves no partial header
  writeFileSync(`${path}.${process.pid}`, text, { flush: true })
  renameSync(`${path}.${process.pid}`, path)
}

/** Writes the header of a new folder; checks that of an existing one. */
export const ensureHeader = (folder: string, version: number): E.Either<string, void> =>
  pipe(
    attempt(folder, () => existsSync(storePaths.header(folder))),
    E.chain((exists) => {
      if (exists)
        return pipe(
          attempt(folder, () => readWhole(storePaths.header(folder)).toString()),
          E.chain(checkHeader(folder, version)),
        )
      return pipe(
        attempt(folder, () => readdirSync(folder).some(storePaths.isRecords)),
        E.filterOrElse(
          (strange) => !strange,
          () =>
            `results: ${folder} must be new or hold a store.json, got records without one; name a new folder, or restore that file.`,
        ),
        E.chain(() => attempt(folder, () => write(folder, version))),
      )
    }),
  )
