import type { LockOwner } from './LockOwner.js'

/**
 * Whether the owner of a lock is gone, as far as `here` can tell: nothing is known of another machine. Our
 * own pid on a lock older than this process is a restarted container's, where pids repeat.
 */
export const lockIsStale = (
  owner: LockOwner,
  here: {
    readonly pid: number
    readonly host: string
    readonly started: number
    readonly isAlive: (pid: number) => boolean
  },
): boolean =>
  owner.host === here.host &&
  (owner.pid === here.pid ? owner.t < here.started : !here.isAlive(owner.pid))
