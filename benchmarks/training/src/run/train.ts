import { setImmediate } from 'node:timers/promises'
import { stepsPerRead } from '@momenta/bench-backends'
import { setHyperparameters } from '@momenta/eager'
import { type FusedRunner, fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import type { Problem } from '../problems/Problem.js'
import { disposeRun } from './disposeRun.js'
import { finishEpoch } from './finishEpoch.js'
import { keepTree } from './keepTree.js'
import { learningRateAt, type RunSettings } from './RunSettings.js'
import type { RunState } from './RunState.js'
import { recordLosses } from './recordLosses.js'
import { takeStep } from './takeStep.js'

/** Called between two steps when all losses are read; returns whether the run should stop there. */
export type Between = (state: RunState) => Promise<boolean> | boolean

const beginEpoch = (problem: Problem, settings: RunSettings, state: RunState): RunState => {
  const learningRate = learningRateAt(settings, state.epoch)
  const iterate = setHyperparameters(settings.optimizer, state.iterate, { learningRate })
  if (!problem.restarts) return { ...state, iterate }
  tf.dispose(state.carried)
  return { ...state, iterate, carried: keepTree(problem.start) }
}

/** The loss of the last step, which outlives its iterate. */
const lossOf = ({ iterate }: RunState): tf.Tensor => tf.keep(tf.clone(iterate.value as tf.Tensor))

/**
 * Takes the steps of an epoch that are left; on a device it reads the losses of several steps
 * together; returns early if it is stopped or diverges. */
const runEpoch = async (
  problem: Problem,
  runner: FusedRunner,
  { seed }: RunSettings,
  from: RunState,
  between: Between,
): Promise<{ readonly state: RunState; readonly stopped: boolean }> => {
  const every = stepsPerRead()
  const unread: tf.Tensor[] = []
  let state = from
  try {
    for await (const batch of problem.batches(seed, state.epoch, state.step)) {
      try {
        state = await takeStep(problem, runner, seed, batch, state)
      } finally {
        batch.dispose()
      }
      unread.push(lossOf(state))
      // lets the event loop handle an interrupt
      await setImmediate()
      if (unread.length < every) continue
      state = await recordLosses(state, unread.splice(0))
      if (state.diverged !== undefined) return { state, stopped: false }
      if (await between(state)) return { state, stopped: true }
    }
    return { state: await recordLosses(state, unread.splice(0)), stopped: false }
  } catch (error) {
    disposeRun(state)
    throw error
  } finally {
    tf.dispose(unread)
  }
}

/**
 * Trains from a state to the end, or until `between` stops it. It consumes the state and returns
 * the last one, which belongs to the caller. On cpu and wasm a run that is stopped, stored and
 * continued ends with the same bits as one that is not.
 *
 * A loss that is not finite ends the run with `diverged` in its state. On a device losses are read
 * after every 16 steps and at the end of an epoch, so a run ends up to 15 steps after it.
 *
 * @throws Error with one line if the device fails; what `between` stored is what is left then.
 */
export const train = async (
  problem: Problem,
  settings: RunSettings,
  from: RunState,
  between: Between = () => false,
): Promise<RunState> => {
  const runner = fused(settings.optimizer)
  let state = from
  while (state.epoch < settings.epochs && state.diverged === undefined) {
    if (state.step === 0) state = beginEpoch(problem, settings, state)
    const run = await runEpoch(problem, runner, settings, state, between)
    state = run.state
    if (run.stopped || state.diverged !== undefined) return state
    state = await finishEpoch(problem, settings, state)
    if (await between(state)) return state
  }
  return state
}
