import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '@momenta/bench-results'
import { decodeCheckpoint } from '../checkpoint/decodeCheckpoint.js'
import { encodeCheckpoint } from '../checkpoint/encodeCheckpoint.js'
import { removeCheckpoint } from '../checkpoint/removeCheckpoint.js'
import { writeAtomically } from '../checkpoint/writeAtomically.js'
import type { Problem } from '../problems/Problem.js'
import { disposeRun } from '../run/disposeRun.js'
import { onlineValues, outcomeOf } from '../run/Outcome.js'
import type { RunState } from '../run/RunState.js'
import { startRun } from '../run/startRun.js'
import { train } from '../run/train.js'
import { settingsOf } from './settingsOf.js'
import { keyOfJob, type TrainingJob, unitOf } from './TrainingJob.js'

/** Options of {@link runJob}. */
export interface RunJobOptions {
  /** The folder of checkpoints. */
  readonly checkpoints: string
  /** Milliseconds between two checkpoints. */
  readonly every: number
  /** When aborted, the job is stored and stopped after the step in hand. */
  readonly signal: AbortSignal
  /** Called after each step. */
  readonly onStep?: (state: RunState) => void
  readonly now?: () => number
}

/** Appends the records of epochs that the results do not have. */
const epochReporter = (store: Store, key: string) => {
  const known = new Set(
    store.records.flatMap((record) =>
      record.kind === 'metric' && record.key === key ? [record.step] : [],
    ),
  )
  return ({ history }: RunState): void => {
    for (const { epoch, values, trainLoss } of history) {
      if (known.has(epoch + 1)) continue
      known.add(epoch + 1)
      store.append({ kind: 'metric', key, step: epoch + 1, values: { ...values, trainLoss } })
    }
  }
}

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
  { checkpoints, every, signal, onStep = () => {}, now = Date.now }: RunJobOptions,
): Promise<boolean> => {
  const key = keyOfJob(job)
  const path = join(checkpoints, `${key}.checkpoint`)
  const settings = settingsOf(job)
  const resumed = existsSync(path)
  const from = resumed
    ? decodeCheckpoint(problem, settings, key, readFileSync(path))
    : startRun(problem, settings)
  if (!resumed) store.append({ kind: 'start', key, unit: unitOf(job) })
  const report = epochReporter(store, key)
  let saved = now()
  const save = async (state: RunState) => {
    writeAtomically(path, await encodeCheckpoint(key, state))
    saved = now()
  }
  const end = await train(problem, settings, from, async (state) => {
    report(state)
    onStep(state)
    if (signal.aborted || now() - saved >= every) await save(state)
    return signal.aborted
  })
  try {
    if (end.epoch < settings.epochs && end.diverged === undefined) return false
    const { values, history } = outcomeOf(problem.metric, end)
    const online = job.task.kind === 'online' ? onlineValues(history) : {}
    store.append({ kind: 'done', key, values: { ...values, ...online }, data: { history } })
    removeCheckpoint(path)
    return true
  } finally {
    disposeRun(end)
  }
}
