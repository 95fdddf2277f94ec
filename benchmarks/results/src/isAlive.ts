import { errorCode } from './errorCode.js'

/** Whether a process of this machine is running. */
export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, under another user
    return errorCode(error) === 'EPERM'
  }
}
