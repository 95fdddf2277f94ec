import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { makeFolder } from '../files/makeFolder.js'
import { acquireLock } from './acquireLock.js'
import { attempt } from './attempt.js'
import type { Contents } from './Contents.js'
import { canonicalJson } from './canonicalJson.js'
import { ensureHeader } from './ensureHeader.js'
import type { Lock } from './Lock.js'
import { oneLine } from './oneLine.js'
import { openWriter } from './openWriter.js'
import type { ResultRecord } from './ResultRecord.js'
import { readStore } from './readStore.js'
import { repairTails } from './repairTails.js'
import type { Store } from './Store.js'
import type { StoreOptions } from './StoreOptions.js'
import { storageError } from './storageError.js'
import { storePaths } from './storePaths.js'

const unlocked: Lock = { release: () => undefined, notes: [] }

const readRepaired = (folder: string, version: number): E.Either<string, Contents> =>
  pipe(
    ensureHeader(folder, version),
    E.chain(() => attempt(folder, () => repairTails(folder))),
    E.bindTo('cut'),
    E.bind('found', () => readStore(folder, { version })),
    E.map(({ cut, found }) => ({
      ...found,
      torn: found.torn + cut.length,
      notes: [...cut, ...found.notes],
    })),
  )

const startWriting = (folder: string, version: number, found: Contents, lock: Lock): Store => {
  const file = storePaths.records(folder, hostname(), process.pid, randomUUID().slice(0, 8))
  const writer = openWriter(file)
  let closed = false
  const done = new Map(
    found.records.filter(({ kind }) => kind === 'done').map((each) => [each.key, each]),
  )
  return {
    ...found,
    folder,
    file,
    notes: [...lock.notes, ...found.notes].map(oneLine),
    done: () => done,
    append: (entry) => {
      const record: ResultRecord = { ...entry, v: version, id: randomUUID(), t: Date.now() }
      const line = canonicalJson(record)
      try {
        writer.write(line, record.kind === 'done')
      } catch (error) {
        throw storageError(folder, error)
      }
      if (record.kind === 'done') done.set(record.key, record)
      return record
    },
    close: () => {
      if (closed) return
      closed = true
      try {
        writer.close()
      } catch (error) {
        throw storageError(folder, error)
      } finally {
        lock.release()
      }
    },
  }
}

/**
 * Opens a folder of results; creates it if it is missing. Acquires its lock, removes incomplete
 * lines, reads the files of all processes, and creates one for this process. On the left one line
 * says what prevents it (another version, another process, a file in its place, no permission).
 *
 * @throws RangeError if the version is not a positive integer.
 */
export const openStore = (
  folder: string,
  { version, lock = true }: StoreOptions,
): E.Either<string, Store> => {
  if (!Number.isInteger(version) || version < 1)
    throw new RangeError(
      `openStore: version must be a positive integer, got ${version}; start at 1.`,
    )
  return pipe(
    attempt(folder, () => makeFolder(folder)),
    E.chain(() =>
      attempt(folder, () => (lock ? acquireLock(storePaths.lock(folder)) : E.right(unlocked))),
    ),
    E.flatten,
    E.chain((held) =>
      pipe(
        readRepaired(folder, version),
        E.chain((found) => attempt(folder, () => startWriting(folder, version, found, held))),
        E.mapLeft((message) => {
          held.release()
          return message
        }),
      ),
    ),
    E.mapLeft(oneLine),
  )
}
