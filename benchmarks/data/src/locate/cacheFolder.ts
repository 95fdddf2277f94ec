import { homedir } from 'node:os'
import { join } from 'node:path'
import type { DataOptions } from './DataOptions.js'

/** The folder that `data fetch` downloads a data set into. */
export const cacheFolder = (
  id: string,
  { environment = process.env }: DataOptions = {},
): string => {
  const cache = environment.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(environment.MOMENTA_CACHE || join(cache, 'momenta'), 'data', id)
}
