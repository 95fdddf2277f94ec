import { existsSync, readFileSync } from 'node:fs'

const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const answersSignals = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * The boot and the clock tick at which a process began, so that a later process with its number, as containers have at every start, is not taken for it;
 * undefined if it has ended, whether or not somebody waited for it.
 */
export const birthOf = (pid: number): string | undefined => {
  if (!existsSync('/proc/self/stat')) return answersSignals(pid) ? 'alive' : undefined
  const stat = textOf(`/proc/${pid}/stat`)
  // the name stands in parentheses and may hold any character: fields are counted behind it
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined
  return `${textOf('/proc/sys/kernel/random/boot_id')?.trim()}/${fields[19]}`
}
