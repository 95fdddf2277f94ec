import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '@momenta/bench-results'
import { removeCheckpoint } from '../checkpoint/removeCheckpoint.js'
import type { Problem } from '../problems/Problem.js'
import { keyOfJob, type TrainingJob, unitOf } from './TrainingJob.js'
import { type TrainJobOptions, trainJob } from './trainJob.js'

/** Options of {@link runJob}. */
export interface RunJobOptions extends Omit<TrainJobOptions, 'checkpoint' | 'onEpoch'> {
  /** The folder of checkpoints. */
  readonly checkpoints: string
  /** What computes, which the results name. */
  readonly device?: string
}

/** The epochs of a job that the results have. */
const knownEpochs = (store: Store, key: string): ReadonlySet<number> =>
  new Set(
    store.records.flatMap((record) =>
      record.kind === 'metric' && record.key === key ? [record.step] : [],
    ),
  )

/**
 * Runs a job to its end, from its checkpoint if there is one, and appends its results: one metric
 * for each epoch, then `done` with the history as data.
 *
 * @returns Whether it ended; false if it was stopped.
 * @throws Error with one line if the checkpoint is damaged, or results or checkpoints cannot be
 *   written.
 */
export const runJob = async (
  job: TrainingJob,
  problem: Problem,
  store: Store,
  { checkpoints, device, ...options }: RunJobOptions,
): Promise<boolean> => {
  const key = keyOfJob(job)
  const checkpoint = join(checkpoints, `${key}.checkpoint`)
  const known = knownEpochs(store, key)
  if (!existsSync(checkpoint)) store.append({ kind: 'start', key, unit: unitOf(job) })
  const outcome = await trainJob(job, problem, {
    ...options,
    checkpoint,
    onEpoch: ({ step, values }) => {
      if (!known.has(step)) store.append({ kind: 'metric', key, step, values })
    },
  })
  if (outcome === undefined) return false
  const { values, history } = outcome
  const data = { history, ...(device === undefined ? {} : { device }) }
  store.append({ kind: 'done', key, values, data })
  removeCheckpoint(checkpoint)
  return true
}
