import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { attempt } from './attempt.js'
import type { Contents } from './Contents.js'
import { checkHeader } from './checkHeader.js'
import { decodeFile } from './decodeFile.js'
import { notesOf } from './notesOf.js'
import { oneLine } from './oneLine.js'
import { readRecords, readWhole } from './readWhole.js'
import { storePaths } from './storePaths.js'

const readFiles = (folder: string, version: number): Contents => {
  const files = readdirSync(folder)
    .filter(storePaths.isRecords)
    .map((name) => ({ name, ...decodeFile(readRecords(join(folder, name)), version) }))
  // by id: files may have been concatenated or copied
  const unique = new Map(files.flatMap(({ records }) => records).map((each) => [each.id, each]))
  return {
    records: [...unique.values()].sort((a, b) => a.t - b.t),
    bad: files.reduce((sum, { bad }) => sum + bad.length, 0),
    torn: files.filter(({ torn }) => torn > 0).length,
    notes: files.flatMap((file) => notesOf(file.name, file)).map(oneLine),
  }
}

/**
 * Reads a folder of results without changing it. It takes no lock and may run while others write.
 * On the left one line says why the folder cannot be read, or that it has another version.
 */
export const readStore = (
  folder: string,
  { version }: { readonly version: number },
): E.Either<string, Contents> =>
  pipe(
    existsSync(folder)
      ? attempt(folder, () => readWhole(storePaths.header(folder)).toString())
      : E.left(`results: ${folder} must be a folder of results, got none; name that of a run.`),
    E.chain(checkHeader(folder, version)),
    E.chain(() => attempt(folder, () => readFiles(folder, version))),
    E.mapLeft(oneLine),
  )
