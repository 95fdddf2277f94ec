import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(import.meta.url)

/**
 * Defines two functions that TensorFlow.js 4.22 calls: Node 23 removed them, Node 22 warns of them.
 */
const restoreUtil = (): void => {
  const util = require('node:util') as { [name: string]: unknown }
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined
  util.isArray = Array.isArray
}

/**
 * Imports the package of a folder without its banner; `oneDnn: false` leaves the choice to
 * TensorFlow.
 */
export const importBackend = (folder: string, oneDnn: boolean): unknown => {
  restoreUtil()
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  if (oneDnn) process.env.TF_ENABLE_ONEDNN_OPTS ??= '1'
  return createRequire(join(folder, 'package.json'))(folder)
}
