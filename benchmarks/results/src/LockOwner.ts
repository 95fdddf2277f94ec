import * as t from 'io-ts'

/** The codec of a lock file: the process that holds it, its machine, and since when. */
export const LockOwner = t.readonly(
  t.type({ pid: t.number, host: t.string, t: t.number }),
  'LockOwner',
)

/** The process that holds a lock, its machine, and since when. */
export type LockOwner = t.TypeOf<typeof LockOwner>
