import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Removes the checkpoint of a finished run, and the temporary files of processes that were killed
 * while they wrote one.
 */
export const removeCheckpoint = (path: string): void => {
  const [folder, name] = [dirname(path), basename(path)]
  if (!existsSync(folder)) return
  for (const file of readdirSync(folder))
    if (file === name || (file.startsWith(`${name}.`) && file.endsWith('.tmp')))
      rmSync(join(folder, file), { force: true })
}
