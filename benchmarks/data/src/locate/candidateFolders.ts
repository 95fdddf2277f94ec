import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { cacheFolder } from './cacheFolder.js'
import type { DataOptions } from './DataOptions.js'
import type { DataSource } from './DataSource.js'

const packageFolder = ({ name, folder }: { readonly name: string; readonly folder: string }) => {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
    return [join(dirname(manifest), folder)]
  } catch {
    return []
  }
}

/**
 * The folders that may hold a data set, in the order in which they are searched: the `root` option
 * alone; else `MOMENTA_DATA`/id, the cache of `data fetch`, node_modules, the system's folder.
 */
export const candidateFolders = (
  { id, npm, system }: Pick<DataSource, 'id' | 'npm' | 'system'>,
  options: DataOptions = {},
): readonly string[] => {
  const { root, environment = process.env } = options
  if (root !== undefined) return [root]
  const shared = environment.MOMENTA_DATA
  return [
    ...(shared ? [join(shared, id), shared] : []),
    cacheFolder(id, options),
    ...(npm === undefined ? [] : packageFolder(npm)),
    ...(system === undefined ? [] : [system]),
  ]
}
