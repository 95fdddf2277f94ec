import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'

/** Unpacks the files of a .tar.gz into one folder, without the folders inside it. */
export const unpack = async (archive: string, folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const entries = extract()
  entries.on('entry', ({ name, type }, stream, next) => {
    if (type !== 'file') {
      stream.resume()
      next()
      return
    }
    pipeline(stream, createWriteStream(join(folder, basename(name)))).then(() => next(), next)
  })
  await pipeline(createReadStream(archive), createGunzip(), entries)
}
