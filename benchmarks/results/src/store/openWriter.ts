import { closeSync, fdatasyncSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'

/** The maximum milliseconds until an appended line is flushed to the disk. */
const patience = 5000

/**
 * Creates a file and appends complete lines to it, each by one write. `urgent` lines are on the
 * disk when `write` returns. The descriptor has O_APPEND, so that no write can overwrite an older
 * line.
 *
 * @throws the errors of the file system; a line that was written in part is removed first.
 */
export const openWriter = (
  path: string,
  { now = Date.now, sync = fdatasyncSync } = {},
): { readonly write: (line: string, urgent: boolean) => void; readonly close: () => void } => {
  const descriptor = openSync(path, 'ax')
  let size = 0
  let synced = now()
  let open = true
  return {
    write: (line, urgent) => {
      if (!open) throw new Error('it is closed; open it again to append.')
      const bytes = Buffer.from(`${line}\n`)
      if (writeSync(descriptor, bytes) < bytes.length) {
        ftruncateSync(descriptor, size)
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      }
      size += bytes.length
      if (!urgent && now() - synced < patience) return
      sync(descriptor)
      synced = now()
    },
    close: () => {
      if (!open) return
      open = false
      try {
        sync(descriptor)
      } finally {
        closeSync(descriptor)
      }
      if (size === 0) rmSync(path, { force: true })
    },
  }
}
