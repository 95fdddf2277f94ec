import { existsSync } from 'node:fs'
import { encodeCheckpoint } from '../checkpoint/encodeCheckpoint.js'
import { readCheckpoint } from '../checkpoint/readCheckpoint.js'
import { writeCheckpoint } from '../checkpoint/writeCheckpoint.js'
import { monitorRun, type RunMonitor } from '../monitor/monitorRun.js'
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
  /** Whether each epoch is measured by {@link monitorRun}. Default false. */
  readonly monitor?: boolean
  readonly now?: () => number
}

/** Reports each epoch once, the last one with the measurements of a monitor. */
const epochReporter = (onEpoch: TrainJobOptions['onEpoch'], monitor: RunMonitor | undefined) => {
  let reported = 0
  return async (state: RunState): Promise<void> => {
    const fresh = state.history.slice(reported)
    reported = state.history.length
    for (const { epoch, values, trainLoss } of fresh) {
      const isLast = epoch === state.epoch - 1 && state.step === 0
      const measured = isLast ? await monitor?.measure(state) : {}
      onEpoch({ step: epoch + 1, values: { ...values, trainLoss, ...measured } })
    }
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
  options: TrainJobOptions,
): Promise<Outcome | undefined> => {
  const { checkpoint, every, signal, onEpoch, onStep = () => {}, now = Date.now } = options
  const key = keyOfJob(job)
  const settings = settingsOf(job)
  const from = existsSync(checkpoint)
    ? readCheckpoint(checkpoint, problem, settings, key)
    : startRun(problem, settings)
  const monitor = options.monitor === true ? await monitorRun(problem, settings) : undefined
  const report = epochReporter(onEpoch, monitor)
  let saved = now()
  const save = async (state: RunState) => {
    writeCheckpoint(checkpoint, await encodeCheckpoint(key, state))
    saved = now()
  }
  const end = await train(problem, settings, from, async (state) => {
    await report(state)
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
    monitor?.dispose()
    disposeRun(end)
  }
}
