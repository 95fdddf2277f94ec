import type { Tensors } from '@momenta/bench-models'
import { oracleOf } from '@momenta/eager'
import type { FusedRunner } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import type { Problem, TrainingBatch } from '../problems/Problem.js'
import { seedOf } from '../problems/seedOf.js'
import { keepTree } from './keepTree.js'
import type { EpochSums, RunState } from './RunState.js'

/** An oracle that measures itself. */
const measuredOracle = (batch: TrainingBatch, carried: Tensors, seed: number) => {
  const inner = oracleOf((params: Tensors) => batch.loss(params, carried, seed))
  const costs = { evaluations: 0, ms: 0, bytes: 0 }
  const oracle: typeof inner = (params, microbatch, evaluation) => {
    const began = performance.now()
    const found = inner(params, microbatch, evaluation)
    costs.ms += performance.now() - began
    costs.evaluations += 1
    costs.bytes = Math.max(costs.bytes, tf.memory().numBytes)
    return found
  }
  return { oracle, costs }
}

const addTo = (
  sums: EpochSums,
  costs: { readonly evaluations: number; readonly ms: number; readonly bytes: number },
  ms: number,
): EpochSums => ({
  ...sums,
  gradientEvaluations: sums.gradientEvaluations + costs.evaluations,
  msGradient: sums.msGradient + costs.ms,
  msOptimizer: sums.msOptimizer + ms - costs.ms,
  seconds: sums.seconds + ms / 1000,
  peakBytes: Math.max(sums.peakBytes, costs.bytes),
})

/** One step of a run; it consumes the state. Its loss is not read: `recordLosses` does it. */
export const takeStep = async (
  problem: Problem,
  { stepAsync }: FusedRunner,
  seed: number,
  batch: TrainingBatch,
  state: RunState,
): Promise<RunState> => {
  const { epoch, carried } = state
  const { oracle, costs } = measuredOracle(batch, carried, seedOf(seed, epoch, state.step))
  const began = performance.now()
  const iterate = await stepAsync(oracle, state.iterate)
  const ms = performance.now() - began
  const next = keepTree(() => problem.carry(carried, iterate.aux as Tensors))
  tf.dispose(carried)
  return {
    ...state,
    step: state.step + 1,
    iterate,
    carried: next,
    sums: addTo(state.sums, costs, ms),
  }
}
