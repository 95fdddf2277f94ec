import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from '../store/errorCode.js'

/**
 * Creates a folder and its missing parents. Node's `recursive: true` never returns if the system
 * reports ENOENT below an existing folder, as under /proc.
 *
 * @throws the errors of the file system.
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
