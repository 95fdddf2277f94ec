import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(import.meta.url)

/** Node 23 took two functions away that TensorFlow.js 4.22 still calls, and Node 22 warns of them. */
const mendUtil = (): void => {
  const util = require('node:util') as { [name: string]: unknown }
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined
  util.isArray = Array.isArray
}

/** Imports the package of a folder: no banner, oneDNN on, or left to TensorFlow's own choice. */
export const importBackend = (folder: string, oneDnn: boolean): unknown => {
  mendUtil()
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  if (oneDnn) process.env.TF_ENABLE_ONEDNN_OPTS ??= '1'
  return createRequire(join(folder, 'package.json'))(folder)
}
