import { startBackend } from '@momenta/bench-backends'
import {
  oneLine,
  onInterrupt,
  openStore,
  type ProgressReporter,
  reporter,
  type Store,
} from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import { memoryCheck } from '../jobs/memoryCheck.js'
import { problemLoader } from '../jobs/problemLoader.js'
import { runJob } from '../jobs/runJob.js'
import { costOf, labelOf, type TrainingJob } from '../jobs/TrainingJob.js'
import { progressOf } from '../run/progressOf.js'
import type { RunState } from '../run/RunState.js'
import { foldersOf } from './folders.js'

/** The version of the results. */
export const version = 1

/** What a command works with while its results are open. */
export interface Session {
  readonly store: Store
  readonly signal: AbortSignal
  readonly progress: ProgressReporter
  /** Runs a job with its progress; returns whether it ended. */
  readonly run: (job: TrainingJob) => Promise<boolean>
}

/** Options of {@link withSession}. */
export interface SessionOptions {
  readonly out: string
  /** Minutes between two checkpoints. */
  readonly minutes: number
  readonly quiet: boolean
  /** Whether each epoch is measured by monitors. */
  readonly monitor: boolean
  /** Whether no other process may append to the results. */
  readonly lock: boolean
  /** The command with which the run continues. */
  readonly resume: string
}

const runnerOf = (
  { out, minutes, monitor }: SessionOptions,
  store: Store,
  progress: ProgressReporter,
  signal: AbortSignal,
): Session['run'] => {
  const load = problemLoader()
  const checkMemory = memoryCheck()
  const { checkpoints } = foldersOf(out)
  return async (job) => {
    progress.start(labelOf(job))
    const { device } = await startBackend(job.backend)
    const problem = load(job.task)
    await checkMemory(job)
    let done: number | undefined
    const onStep = (state: RunState) => {
      const { share, text } = progressOf(problem, job.task.epochs, state)
      // what an earlier process did says nothing about the rate of this one
      if (done === undefined) {
        done = share
        progress.resumed(done * costOf(job))
      }
      progress.advance((share - done) * costOf(job), text)
      done = share
    }
    return runJob(job, problem, store, {
      checkpoints,
      every: minutes * 60_000,
      signal,
      onStep,
      monitor,
      device,
    })
  }
}

/**
 * Opens the results, runs a command with them and closes them. The first SIGINT or SIGTERM stores a
 * checkpoint and ends with 130.
 *
 * @param total - The weight of all jobs for the progress.
 * @returns The exit code.
 * @throws Error with one line if the folder cannot be opened.
 */
export const withSession = async (
  options: SessionOptions,
  total: number,
  command: (session: Session) => Promise<number>,
): Promise<number> => {
  const opened = openStore(foldersOf(options.out).runs, { version, lock: options.lock })
  if (E.isLeft(opened)) throw new Error(opened.left)
  const store = opened.right
  process.once('exit', store.close)
  const progress = reporter({ mode: options.quiet ? 'quiet' : 'auto', total, label: 'train' })
  for (const note of store.notes) progress.note(oneLine(note))
  let end: () => void = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const interrupts = onInterrupt(() => ended, { resume: options.resume })
  try {
    const { signal } = interrupts
    const run = runnerOf(options, store, progress, signal)
    return await command({ store, signal, progress, run })
  } finally {
    progress.done()
    store.close()
    end()
    if (!interrupts.signal.aborted) interrupts.dispose()
    process.off('exit', store.close)
  }
}
