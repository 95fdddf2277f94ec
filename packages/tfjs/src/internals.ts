import type { Optimizer } from '@momenta/core'
import type { Run } from './runs/Run.js'

/** What functions of this package read of a `MomentaOptimizer`. */
export interface Internals {
  readonly optimizer: Optimizer
  readonly runs: readonly Run[]
}

export const internals = new WeakMap<object, () => Internals>()

/** The optimizers whose variables have other values for a while; they must not step. */
export const evaluating = new WeakSet<object>()

export const checkTraining = (who: string, optimizer: object): void => {
  if (evaluating.has(optimizer))
    throw new TypeError(
      `${who}: the optimizer must not train in withEvaluationParams, got a step; train after it`,
    )
}
