import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The path of a file, plain or gzipped, in the first folder that has it; undefined if none has. */
export const findFile = (name: string, folders: readonly string[]): string | undefined =>
  folders
    .flatMap((folder) => [join(folder, name), join(folder, `${name}.gz`)])
    .find((path) => existsSync(path))
