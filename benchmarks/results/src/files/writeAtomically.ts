import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { makeFolder } from './makeFolder.js'

const flush = (path: string): void => {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

const writeWhole = (path: string, bytes: Uint8Array): void => {
  const file = openSync(path, 'wx')
  try {
    let written = 0
    while (written < bytes.length) {
      const more = writeSync(file, bytes, written)
      if (more === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      written += more
    }
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Replaces a file so that its readers find the old bytes or the new ones, also after a crash. It
 * makes missing folders. The bytes go to a file beside it, `NAME.*.tmp`, which a process
 * that is killed does not remove.
 *
 * @throws The errors of the file system; the old file is unchanged.
 */
export const writeAtomically = (path: string, content: Uint8Array | string): void => {
  const folder = dirname(path)
  // of its own for each writer: processes of several machines share a folder
  const temporary = join(folder, `${basename(path)}.${randomUUID().slice(0, 8)}.tmp`)
  makeFolder(folder)
  try {
    writeWhole(temporary, typeof content === 'string' ? Buffer.from(content) : content)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  flush(folder)
}
