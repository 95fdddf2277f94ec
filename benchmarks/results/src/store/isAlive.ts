import { existsSync, readFileSync } from 'node:fs'
import { errorCode } from './errorCode.js'

/** A zombie process (ended, but never waited for, as in containers) still has a process id. */
const hasEnded = (pid: number): boolean => {
  const stat = `/proc/${pid}/stat`
  return existsSync(stat) && /\) Z /.test(readFileSync(stat, 'utf8'))
}

/** Whether a process of this machine is running. */
export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0) && !hasEnded(pid)
  } catch (error) {
    // EPERM: it runs as another user
    return errorCode(error) === 'EPERM'
  }
}
