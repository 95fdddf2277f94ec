import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { candidateFolders } from './candidateFolders.js'
import type { DataFile } from './DataFile.js'
import type { DataOptions } from './DataOptions.js'
import type { DataSource } from './DataSource.js'
import { findFile } from './findFile.js'
import { missingData } from './missingData.js'

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

const readBytes = (who: string, path: string): Uint8Array => {
  try {
    const bytes = readFileSync(path)
    return isGzip(bytes) ? gunzipSync(bytes) : bytes
  } catch (error) {
    throw new Error(
      `${who}: ${path} must be a readable, complete file, got ${(error as Error).message}; replace it`,
    )
  }
}

/**
 * Reads a file of a data set, gunzips it where needed and verifies its md5.
 *
 * @throws Error that names the file, its md5 and where it comes from, if it is missing or differs.
 */
export const readVerified = (
  source: DataSource,
  { name, md5 }: DataFile,
  options: DataOptions = {},
): Uint8Array => {
  const folders = candidateFolders(source, options)
  const path = findFile(name, folders)
  if (path === undefined)
    throw missingData(
      `${source.id}: ${name} (md5 ${md5}) must be in one of ${folders.join(', ')}, and it is in none; ${source.obtain}, or set MOMENTA_DATA to the folder that holds ${source.id}/`,
    )
  const bytes = readBytes(source.id, path)
  const got = createHash('md5').update(bytes).digest('hex')
  if (got !== md5)
    throw new Error(
      `${source.id}: ${path} must have md5 ${md5} (uncompressed), got ${got}; it is incomplete or another file: replace it, ${source.obtain}`,
    )
  return bytes
}
