import { existsSync, readdirSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { writeAtomically } from '../files/writeAtomically.js'
import { attempt } from './attempt.js'
import { checkHeader } from './checkHeader.js'
import { readWhole } from './readWhole.js'
import { storePaths } from './storePaths.js'

const write = (folder: string, version: number): void =>
  writeAtomically(
    storePaths.header(folder),
    `${JSON.stringify({ format: 'momenta-results', version })}\n`,
  )

/** What a folder holds. Records are looked for first: others write the header before them. */
const stateOf = (folder: string) => {
  const records = readdirSync(folder).some(storePaths.isRecords)
  return { records, header: existsSync(storePaths.header(folder)) }
}

/** Writes the header of a new folder; checks that of an existing one. */
export const ensureHeader = (folder: string, version: number): E.Either<string, void> =>
  pipe(
    attempt(folder, () => stateOf(folder)),
    E.chain(({ records, header }) => {
      if (header)
        return pipe(
          attempt(folder, () => readWhole(storePaths.header(folder)).toString()),
          E.chain(checkHeader(folder, version)),
        )
      return records
        ? E.left(
            `results: ${folder} must be new or hold a store.json, got records without one; name a new folder, or restore that file.`,
          )
        : attempt(folder, () => write(folder, version))
    }),
  )
