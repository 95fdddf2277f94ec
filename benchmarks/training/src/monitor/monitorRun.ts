import { monitor, type RunRecord } from '@momenta/monitor'
import { tensorObjective } from '@momenta/probes/tensors'
import * as tf from '@tensorflow/tfjs-core'
import type { Problem, TrainingBatch, Values } from '../problems/Problem.js'
import { disposeRun } from '../run/disposeRun.js'
import { keepTree } from '../run/keepTree.js'
import type { RunSettings } from '../run/RunSettings.js'
import type { RunState } from '../run/RunState.js'
import { startRun } from '../run/startRun.js'

/** Measures a run from the outside, between two of its steps. */
export interface RunMonitor {
  /** The measurements of a state, which is not modified; absent: what the optimizer lacks. */
  readonly measure: (state: RunState) => Promise<Values>
  readonly dispose: () => void
}

/** λmax is measured on the first batch of this seed, the same in every run of a task. */
const probeSeed = 0

const firstBatch = async (problem: Problem): Promise<TrainingBatch> => {
  for await (const batch of problem.batches(probeSeed, 0, 0)) return batch
  throw new Error('monitorRun: an epoch must have a batch, got none; use fewer images a batch')
}

const valuesOf = ({ sharpness, stability, distance, memories }: RunRecord): Values => {
  const [memory] = memories
  const all = {
    sharpness: sharpness?.value,
    stability: stability?.value,
    distance,
    memoryVariance: memory?.variance,
    memoryRelativeVariance: memory?.relativeVariance,
    agreementByKey: memory?.agreementByKey,
    agreementByNorm: memory?.agreementByNorm,
  }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      typeof value === 'number' ? [[`monitor.${name}`, value]] : [],
    ),
  )
}

/**
 * A monitor of the runs of a problem with these settings: λmax of the loss on one batch (in
 * training mode, by differences of gradients), lr·λmax(P⁻¹H), the distance from the start, and
 * variance and agreement of the first memory. It does not change a run.
 */
export const monitorRun = async (problem: Problem, settings: RunSettings): Promise<RunMonitor> => {
  const batch = await firstBatch(problem)
  const carried = keepTree(problem.start)
  const first = startRun(problem, settings)
  try {
    const objective = await tensorObjective({
      params: first.iterate.params,
      batches: [batch],
      loss: (params, one) => one.loss(params, carried, probeSeed).loss,
      hash: 'the first batch',
    })
    const { start, observe } = monitor(settings.optimizer, {
      ...{ every: 1, objective, tolerance: 0.05, maxSteps: 20 },
    })
    const from = await start(first.iterate)
    return {
      measure: async ({ iterate }) => {
        const { record } = await observe(from, iterate)
        return record === undefined ? {} : valuesOf(record)
      },
      dispose: () => {
        batch.dispose()
        tf.dispose(carried)
      },
    }
  } finally {
    disposeRun(first)
  }
}
