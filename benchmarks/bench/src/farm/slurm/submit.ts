import { spawnSync } from 'node:child_process'
import { folderError, makeFolder } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

/**
 * Submits a script with sbatch. Returns what sbatch printed; on the left one line says why it
 * failed.
 *
 * @param logs - The folder of the output of the tasks, which Slurm does not make.
 */
export const submit = (script: string, logs: string): E.Either<string, string> =>
  pipe(
    E.tryCatch(
      () => makeFolder(logs),
      (error) => folderError(logs, error),
    ),
    E.chain(() => {
      const { error, status, stdout, stderr } = spawnSync('sbatch', [], {
        input: script,
        encoding: 'utf8',
      })
      if (error !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT')
        return E.left(
          'sbatch must be on the PATH, got none; run this where Slurm is installed, or print the script with --dry-run',
        )
      // a program that ends before it has read the script: EPIPE, and a status
      if (error !== undefined && status === null)
        return E.left(`sbatch must start, got ${error.message}`)
      return status === 0
        ? E.right(stdout.trim())
        : E.left(`sbatch must accept the script, got '${stderr.trim()}'; see it with --dry-run`)
    }),
  )
