import { cpSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const isDarwin = process.platform === 'darwin'
const ownLibrary = isDarwin ? 'darwin-universal' : `${process.platform}-${process.arch}`

/** Copies Dawn as it was set up, without its libraries for other systems, into a cache. */
export const copyDawn = (from: string, cache: string): void =>
  cpSync(from, join(cache, basename(from)), {
    recursive: true,
    filter: (path) =>
      basename(dirname(path)) !== 'dist' ||
      !statSync(path).isDirectory() ||
      basename(path) === ownLibrary,
  })
