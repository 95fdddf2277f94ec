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
import { readLock } from './readLock.js'

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

const nameOf = ({ pid, host, t }: LockOwner): string =>
  `process ${pid} on ${host} since ${new Date(t).toISOString()}`

// a lock is empty for an instant while it is made, and for ever if the power failed in that instant
const youngest = 2000

const goneIf = ({ owner, age }: { owner: O.Option<LockOwner>; age: number }): boolean => {
  const here = {
    pid: process.pid,
    host: hostname(),
    started: Date.now() - process.uptime() * 1000,
    isAlive,
  }
  return O.isSome(owner) ? lockIsStale(owner.value, here) : age > youngest
}

/**
 * Takes the lock file at `path`, or says in one line who has it. A lock whose process is gone is taken over;
 * only the holder of a second lock, `path~`, may remove one, so that of two processes that find the same
 * stale lock the slower cannot remove the quicker one's new lock.
 *
 * @throws what the file system throws, an existing lock file apart.
 */
export const acquireLock = (path: string): E.Either<string, Lock> => {
  if (create(path)) return E.right({ release: () => rmSync(path, { force: true }), notes: [] })
  const found = readLock(path)
  if (O.isNone(found)) return acquireLock(path)
  const owner = pipe(
    found.value.owner,
    O.match(() => 'an unknown process', nameOf),
  )
  if (!goneIf(found.value))
    return E.left(
      `results: ${path} must be free, got a lock of ${owner}; wait for it, or delete the file if nothing runs there.`,
    )
  return pipe(
    acquireLock(`${path}~`),
    E.chain((guard) => {
      try {
        const now = readLock(path)
        if (O.isSome(now) && now.value.text === found.value.text) rmSync(path)
        return acquireLock(path)
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
