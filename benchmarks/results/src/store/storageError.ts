import { withScope } from '../failures/FailureScope.js'
import { folderError } from './folderError.js'
import { oneLine } from './oneLine.js'

/**
 * An error of the file system while a folder is written, in one line; no other job can continue.
 */
export const storageError = (folder: string, error: unknown): Error =>
  withScope('run', oneLine(folderError(folder, error)), error)
