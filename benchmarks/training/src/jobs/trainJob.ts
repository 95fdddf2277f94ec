import { existsSync, readFileSync } from 'node:fs'
import { decodeCheckpoint } from '../checkpoint/decodeCheckpoint.js'
import { encodeCheckpoint } from '../checkpoint/encodeCheckpoint.js'
import { writeCheckpoint } from '../checkpoint/writeCheckpoint.js'
import type { Problem, Values } from '../problems/Problem.js'
import { disposeRun } from '../run/disposeRun.js'
import { type Outcome, onlineValues, outcomeOf } from '../run/Outcome.js'
import type { RunState } from '../run/RunState.js'
import { startRun } from '../run/startRun.js'
import { train } from '../run/train.js'
import { settingsOf } from './settingsOf.js'
import { keyOfJob, type TrainingJob } from './TrainingJob.js'

/** Options of {@link trainJob}. */
export interface TrainJobOptions {
  /** The file of its checkpoint. */
  readonly checkpoint: string
  /** Milliseconds between two checkpoints. */
  readonly every: number
  /** When aborted, the job is stored and stopped after the step in hand. */
  readonly signal: AbortSignal
  /** Called after each epoch, and where the job resumes for each epoch before. */
  readonly onEpoch: (metric: { readonly step: number; readonly values: Values }) => void
  readonly onStep?: (state: RunState) => void
  readonly now?: () => number
}

/** Reports each epoch once. */
const epochReporter = (onEpoch: TrainJobOptions['onEpoch']) => {
  let reported = 0
  return ({ history }: RunState): void => {
    for (const { epoch, values, trainLoss } of history.slice(reported))
      onEpoch({ step: epoch + 1, values: { ...values, trainLoss } })
    reported = history.length
  }
}

/**
 * Runs a job to its end, from its checkpoint if there is one. The checkpoint is left to the caller,
 * who removes it when the outcome is stored.
 *
 * @returns Its outcome; undefined if it was stopped.
 * @throws Error with one line if the checkpoint is damaged or cannot be written.
 */
export const trainJob = async (
  job: TrainingJob,
  problem: Problem,
  { checkpoint, every, signal, onEpoch, onStep = () => {}, now = Date.now }: TrainJobOptions,
): Promise<Outcome | undefined> => {
  const key = keyOfJob(job)
  const settings = settingsOf(job)
  const from = existsSync(checkpoint)
    ? decodeCheckpoint(problem, settings, key, readFileSync(checkpoint))
    : startRun(problem, settings)
  const report = epochReporter(onEpoch)
  let saved = now()
  const save = async (state: RunState) => {
    writeCheckpoint(checkpoint, await encodeCheckpoint(key, state))
    saved = now()
  }
  const end = await train(problem, settings, from, async (state) => {
    report(state)
    onStep(state)
    if (signal.aborted || now() - saved >= every) await save(state)
    return signal.aborted
  })
  try {
    if (end.epoch < settings.epochs && end.diverged === undefined) return undefined
    const { values, history } = outcomeOf(problem.metric, end)
    const online = job.task.kind === 'online' ? onlineValues(history) : {}
    return { values: { ...values, ...online }, history }
  } finally {
    disposeRun(end)
  }
}
