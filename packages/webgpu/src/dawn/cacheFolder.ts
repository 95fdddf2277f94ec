import { homedir } from 'node:os'
import { join } from 'node:path'

/** The version of the npm package `webgpu`: 0.2.12 and 0.5.0 need a newer C++ library than most. */
export const dawnVersion = '0.6.2'

const cacheFolder = (): string => {
  const { MOMENTA_CACHE, XDG_CACHE_HOME } = process.env
  if (MOMENTA_CACHE) return MOMENTA_CACHE
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'momenta')
  return process.platform === 'darwin'
    ? join(homedir(), 'Library', 'Caches', 'momenta')
    : join(homedir(), '.cache', 'momenta')
}

/** The folder of the setup, in `MOMENTA_CACHE` or the user's cache folder. */
export const dawnFolder = (): string => join(cacheFolder(), `webgpu-${dawnVersion}`)
