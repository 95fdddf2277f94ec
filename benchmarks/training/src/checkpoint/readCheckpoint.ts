import { readFileSync } from 'node:fs'
import { oneLine } from '@momenta/bench-results'
import type { Problem } from '../problems/Problem.js'
import type { RunSettings } from '../run/RunSettings.js'
import type { RunState } from '../run/RunState.js'
import { decodeCheckpoint } from './decodeCheckpoint.js'

/**
 * The run in a file of `writeCheckpoint`.
 *
 * @throws Error with one line that names the file, if it cannot be read, is damaged, or is of
 *   another version or run.
 */
export const readCheckpoint = (
  path: string,
  problem: Problem,
  settings: RunSettings,
  key: string,
): RunState => {
  try {
    return decodeCheckpoint(problem, settings, key, readFileSync(path))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(oneLine(`${path}: ${message.replace(/^checkpoint: /, '')}`), { cause: error })
  }
}
