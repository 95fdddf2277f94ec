import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const flush = (path: string): void => {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

const writeWhole = (path: string, bytes: Uint8Array): void => {
  const file = openSync(path, 'w')
  try {
    let written = 0
    while (written < bytes.length) written += writeSync(file, bytes, written)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Replaces a file so that its readers find the old bytes or the new ones, also after a crash.
 *
 * @throws Error if the disk is full or the folder is not writable; the old file is unchanged.
 */
export const writeAtomically = (path: string, bytes: Uint8Array): void => {
  const folder = dirname(path)
  const temporary = `${path}.${process.pid}.tmp`
  try {
    mkdirSync(folder, { recursive: true })
    writeWhole(temporary, bytes)
    renameSync(temporary, path)
    flush(folder)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw new Error(`${path} must be writable, got ${(error as Error).message}`, { cause: error })
  }
}
