import type { LockOwner } from './LockOwner.js'

/**
 * Whether the owner of a lock has ended, as far as this machine knows. A lock with our own pid that
 * is older than this process is from a restarted container, where pids repeat.
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
