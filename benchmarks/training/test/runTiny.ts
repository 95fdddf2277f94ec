import { join } from 'node:path'
import { type BackendName, startBackend } from '@momenta/bench-backends'
import { openStore } from '@momenta/bench-results'
import { problemOf, type RunJobOptions, runJob } from '@momenta/bench-training'
import * as E from 'fp-ts/lib/Either.js'
import { tinyJob } from './tinyJob.js'

/** Runs the tiny job in a folder, with a checkpoint after each step. */
export const runTiny = async (
  folder: string,
  backend: BackendName,
  options: Partial<RunJobOptions> = {},
): Promise<boolean> => {
  await startBackend(backend)
  const job = tinyJob(backend)
  const opened = openStore(join(folder, 'runs'), { version: 1 })
  if (E.isLeft(opened)) throw new Error(opened.left)
  const store = opened.right
  try {
    const checkpoints = join(folder, 'checkpoints')
    const { signal } = new AbortController()
    return await runJob(job, problemOf(job.task), store, {
      checkpoints,
      every: 0,
      signal,
      ...options,
    })
  } finally {
    store.close()
  }
}
