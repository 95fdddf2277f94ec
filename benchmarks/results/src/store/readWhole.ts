import { readFileSync, statSync } from 'node:fs'
import { errorCode } from './errorCode.js'

/**
 * The bytes of a file. Other things are not opened: reading a pipe could block forever.
 *
 * @throws the errors of the file system; EISDIR, with the path, for anything but a file.
 */
export const readWhole = (path: string): Buffer => {
  if (!statSync(path).isFile())
    throw Object.assign(new Error(`${path} is not a file`), { code: 'EISDIR', path })
  return readFileSync(path)
}

/**
 * The bytes of a file of records; none if it is gone: a process that appended nothing removes its
 * file.
 *
 * @throws the errors of the file system, except for a missing file.
 */
export const readRecords = (path: string): Buffer => {
  try {
    return readWhole(path)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
