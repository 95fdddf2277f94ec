import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cacheFolder } from '../locate/cacheFolder.js'
import type { DataOptions } from '../locate/DataOptions.js'
import type { Archive } from './Archive.js'
import { download } from './download.js'
import { unpack } from './unpack.js'

const md5Of = async (path: string): Promise<string> => {
  const hash = createHash('md5')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

const fetchInto = async (
  folder: string,
  archive: Archive,
  tell: (bytes: number) => void,
): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const partial = join(folder, 'archive.part')
  await download(archive, partial, tell)
  const got = await md5Of(partial)
  if (got !== archive.md5) {
    rmSync(partial)
    throw new Error(
      `data: ${archive.url} must have md5 ${archive.md5}, got ${got}; it was removed: run the same command again`,
    )
  }
  await unpack(partial, folder)
  rmSync(partial)
}

/** An error of the file system, or of a connection that broke, as one line. */
const explained = ({ id }: Archive, folder: string, error: Error): Error =>
  error.message.startsWith('data: ')
    ? error
    : new Error(
        `data: ${id} must be downloaded into ${folder}, got ${error.message}; check the network, the free space and the rights, and run the same command again: it continues`,
        { cause: error },
      )

/**
 * Downloads an archive, verifies it and unpacks it into the cache. An interrupted download
 * continues where it stopped; an archive that is not the published one is removed.
 *
 * @param tell - Receives the number of bytes so far.
 * @returns The folder with its files.
 * @throws Error with one line if it cannot be downloaded or written.
 */
export const fetchArchive = async (
  archive: Archive,
  tell: (bytes: number) => void,
  options: DataOptions = {},
): Promise<string> => {
  const folder = cacheFolder(archive.id, options)
  try {
    await fetchInto(folder, archive, tell)
    return folder
  } catch (error) {
    throw explained(archive, folder, error as Error)
  }
}
