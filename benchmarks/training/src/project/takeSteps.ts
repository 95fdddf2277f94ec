import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import { settingsOf } from '../jobs/settingsOf.js'
import type { TrainingJob } from '../jobs/TrainingJob.js'
import type { Problem, TrainingBatch } from '../problems/Problem.js'
import { disposeRun } from '../run/disposeRun.js'
import { startRun } from '../run/startRun.js'
import { takeStep } from '../run/takeStep.js'

/** A batch that measures the tensors at the end of the forward pass, when all activations live. */
const watched = (batch: TrainingBatch, report: (bytes: number) => void): TrainingBatch => ({
  ...batch,
  loss: (params, carried, seed) => {
    const outputs = batch.loss(params, carried, seed)
    report(tf.memory().numBytes)
    return outputs
  },
})

/** Measurements of steps. */
export interface Taken {
  /** Milliseconds of each step. */
  readonly times: readonly number[]
  /** Milliseconds that all cores worked on each step. */
  readonly processorTimes: readonly number[]
  /** The most bytes of tensors. */
  readonly tensorBytes: number
}

/** Takes so many steps of a problem on the backend that is selected. */
export const takeSteps = async (
  { task, method, backend }: Pick<TrainingJob, 'task' | 'method' | 'backend'>,
  problem: Problem,
  count: number,
): Promise<Taken> => {
  const seed = 1
  const settings = settingsOf({ task, method, learningRate: task.learningRate, seed, backend })
  const runner = fused(settings.optimizer)
  const times: number[] = []
  const processorTimes: number[] = []
  let tensorBytes = 0
  let state = startRun(problem, settings)
  for await (const batch of problem.batches(seed, 0, 0)) {
    const measured = watched(batch, (bytes) => {
      tensorBytes = Math.max(tensorBytes, bytes)
    })
    const [from, began] = [process.cpuUsage(), performance.now()]
    state = await takeStep(problem, runner, seed, measured, state)
    // waits for the device, so that the time is that of the step
    await state.iterate.value?.data()
    times.push(performance.now() - began)
    const { user, system } = process.cpuUsage(from)
    processorTimes.push((user + system) / 1000)
    batch.dispose()
    if (times.length === count) break
  }
  disposeRun(state)
  return { times, processorTimes, tensorBytes }
}
