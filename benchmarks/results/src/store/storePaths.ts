import { join } from 'node:path'

const named = /^(.*)-(\d+)-[0-9a-f]{8}\.jsonl$/

/**
 * The names in a folder of results: its header, its lock, and `HOST-PID-TAG.jsonl` for each
 * process.
 */
export const storePaths = {
  header: (folder: string): string => join(folder, 'store.json'),
  lock: (folder: string): string => join(folder, 'store.lock'),
  // the tag, 8 hexadecimal digits, distinguishes containers that share host name and pid
  records: (folder: string, host: string, pid: number, tag: string): string =>
    join(folder, `${host.replace(/[^\w.-]/g, '_')}-${pid}-${tag}.jsonl`),
  isRecords: (name: string): boolean => name.endsWith('.jsonl'),
  /** The pid in a name if the file is of that host. */
  pidOf: (name: string, host: string): number | undefined => {
    const match = named.exec(name)
    return match?.[1] === host.replace(/[^\w.-]/g, '_') ? Number(match[2]) : undefined
  },
}
