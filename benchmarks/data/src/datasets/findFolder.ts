import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { candidateFolders } from '../locate/candidateFolders.js'
import type { DataOptions } from '../locate/DataOptions.js'
import { missingData } from '../locate/missingData.js'

/**
 * The first candidate folder that has the wanted files.
 *
 * @throws Error that names the folders and how to obtain the data.
 */
export const findFolder = (
  { id, obtain }: { readonly id: string; readonly obtain: string },
  inside: string,
  options: DataOptions,
): string => {
  const folders = candidateFolders({ id }, options)
  const found = folders.find((folder) => existsSync(join(folder, inside)))
  if (found === undefined)
    throw missingData(
      `${id}: ${inside} must be in one of ${folders.join(', ')}, and it is in none; ${obtain}, or set MOMENTA_DATA to the folder that holds ${id}/`,
    )
  return found
}
