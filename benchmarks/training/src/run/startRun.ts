import { initialize } from '@momenta/bench-models'
import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import type { Problem } from '../problems/Problem.js'
import { keepTree } from './keepTree.js'
import type { RunSettings } from './RunSettings.js'
import { noSums, type RunState } from './RunState.js'

/** A run before its first step; parameters are drawn by the seed. */
export const startRun = (problem: Problem, { optimizer, seed }: RunSettings): RunState => {
  const params = initialize(problem.parameters, seed)
  const iterate = fused(optimizer).init(params)
  tf.dispose(params)
  return {
    epoch: 0,
    step: 0,
    iterate,
    carried: keepTree(problem.start),
    sums: noSums,
    history: [],
  }
}
