import { fromDevice } from '@momenta/bench-backends'
import { evaluationParams } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Problem } from '../problems/Problem.js'
import type { EpochRecord } from './EpochRecord.js'
import type { RunSettings } from './RunSettings.js'
import { noSums, type RunState } from './RunState.js'

const parts = 20

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, n) => sum + n, 0) / numbers.length

/** The means of consecutive parts of a list, as equal in length as can be. */
export const meansOfParts = (numbers: readonly number[], count: number): readonly number[] => {
  const bounds = Array.from({ length: count + 1 }, (_, i) =>
    Math.round((i * numbers.length) / count),
  )
  return bounds
    .slice(1)
    .map((end, i) => numbers.slice(bounds[i], end))
    .filter(({ length }) => length > 0)
    .map(meanOf)
}

/** Ends an epoch: measures the held-out data and adds a record to the history. */
export const finishEpoch = async (
  problem: Problem,
  { optimizer }: Pick<RunSettings, 'optimizer'>,
  state: RunState,
): Promise<RunState> => {
  const { epoch, step, sums, iterate, carried } = state
  const began = performance.now()
  const evaluated = evaluationParams(optimizer, iterate)
  const values = await fromDevice(Promise.resolve(problem.evaluate(evaluated, carried, epoch)))
  tf.dispose(evaluated)
  const record: EpochRecord = {
    epoch,
    steps: step,
    trainLoss: meanOf(sums.losses),
    curve: meansOfParts(sums.losses, parts),
    values,
    gradientEvaluations: sums.gradientEvaluations,
    msGradient: sums.msGradient / step,
    msOptimizer: sums.msOptimizer / step,
    seconds: sums.seconds + (performance.now() - began) / 1000,
    peakBytes: sums.peakBytes,
  }
  if (!Object.values(values).every(Number.isFinite)) return { ...state, diverged: { epoch, step } }
  return { ...state, epoch: epoch + 1, step: 0, sums: noSums, history: [...state.history, record] }
}
