import { join } from 'node:path'

/** The folders of a run below the one that `--out` names. */
export const foldersOf = (out: string) => ({
  runs: join(out, 'runs'),
  checkpoints: join(out, 'checkpoints'),
})
