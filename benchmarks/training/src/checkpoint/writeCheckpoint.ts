import { dirname } from 'node:path'
import { storageError, writeAtomically } from '@momenta/bench-results'

/**
 * Replaces a checkpoint; a crash leaves the old one or the new one.
 *
 * @throws Error with one line if the disk is full or the folder cannot be written; the old
 *   checkpoint is unchanged.
 */
export const writeCheckpoint = (path: string, bytes: Uint8Array): void => {
  try {
    writeAtomically(path, bytes)
  } catch (error) {
    throw storageError(dirname(path), error)
  }
}
