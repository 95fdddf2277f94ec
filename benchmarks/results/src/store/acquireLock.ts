import { rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import { errorCode } from './errorCode.js'
import { isAlive } from './isAlive.js'
import type { Lock } from './Lock.js'
import type { LockOwner } from './LockOwner.js'
import { lockIsStale } from './lockIsStale.js'
import { type FoundLock, readLock } from './readLock.js'

const create = (path: string): boolean => {
  const owner: LockOwner = { pid: process.pid, host: hostname(), t: Date.now() }
  try {
    writeFileSync(path, JSON.stringify(owner), { flag: 'wx' })
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/** The maximum time of a Date, in milliseconds since 1970: ECMAScript, 21.4.1.1. */
const latest = 8.64e15

const nameOf = ({ pid, host, t }: LockOwner): string =>
  `process ${pid} on ${host} since ${Math.abs(t) <= latest ? new Date(t).toISOString() : 'an impossible time'}`

// a lock is empty for an instant while it is created, and permanently after a power failure then
const youngest = 2000

const isGone = ({ owner, age }: FoundLock): boolean => {
  const here = {
    pid: process.pid,
    host: hostname(),
    started: Date.now() - process.uptime() * 1000,
    isAlive,
  }
  return O.isSome(owner) ? lockIsStale(owner.value, here) : age > youngest
}

/** The maximum number of attempts at a lock that others take and release. */
const tries = 100

const acquire = (path: string, left: number): E.Either<string, Lock> => {
  if (create(path)) return E.right({ release: () => rmSync(path, { force: true }), notes: [] })
  const found = readLock(path)
  if (O.isSome(found)) return E.flatten(pipe(found.value, E.map(takeOver(path, left))))
  return left > 0
    ? acquire(path, left - 1)
    : E.left(`results: ${path} must stay free, got it taken ${tries} times; start again.`)
}

const takeOver =
  (path: string, left: number) =>
  (found: FoundLock): E.Either<string, Lock> => {
    const owner = pipe(
      found.owner,
      O.match(() => 'an unknown process', nameOf),
    )
    if (!isGone(found))
      return E.left(
        `results: ${path} must be free, got a lock of ${owner}; wait for it, or delete the file if nothing runs there.`,
      )
    return pipe(
      acquire(`${path}~`, tries),
      E.chain((guard) => {
        try {
          const now = readLock(path)
          if (O.isSome(now) && E.isRight(now.value) && now.value.right.text === found.text)
            rmSync(path)
          return acquire(path, left - 1)
        } finally {
          guard.release()
        }
      }),
      E.map(({ release, notes }) => ({
        release,
        notes: [`results: took over the lock of ${owner}, which is gone.`, ...notes],
      })),
    )
  }

/**
 * Acquires the lock file at `path`; on the left one line says who holds it. A lock whose process
 * has ended is taken over. Only the holder of a second lock, `path~`, may remove one, so that of
 * two processes that find the same stale lock the slower cannot remove the new lock of the faster.
 *
 * @throws the errors of the file system, except for an existing lock file.
 */
export const acquireLock = (path: string): E.Either<string, Lock> => acquire(path, tries)
