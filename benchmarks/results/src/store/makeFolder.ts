import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from './errorCode.js'

/**
 * Makes a folder and those above it that are missing. Node's own `recursive: true` never returns where the
 * system says ENOENT below an existing folder, as under /proc.
 *
 * @throws what the file system throws.
 */
export const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (errorCode(error) === 'EEXIST' && statSync(folder).isDirectory()) return
    if (errorCode(error) !== 'ENOENT' || existsSync(dirname(folder))) throw error
    makeFolder(dirname(folder))
    makeFolder(folder)
  }
}
