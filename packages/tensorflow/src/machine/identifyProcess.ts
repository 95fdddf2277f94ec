import { existsSync, readFileSync } from 'node:fs'

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * The boot id and the clock tick at which a process started; undefined if it has ended, even as a
 * zombie. It distinguishes a process from a later one with the same id: containers reuse the same
 * small ids at every start.
 */
export const identifyProcess = (pid: number): string | undefined => {
  if (!existsSync('/proc/self/stat')) return isRunning(pid) ? 'running' : undefined
  const stat = readText(`/proc/${pid}/stat`)
  // the name is in parentheses and may contain any character: fields are counted after it
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined
  return `${readText('/proc/sys/kernel/random/boot_id')?.trim()}/${fields[19]}`
}
