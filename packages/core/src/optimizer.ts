import type { Estimator } from './Estimator.js'
import type { Transform } from './Transform.js'

/**
 * An optimizer as data: how the loss is asked, and what becomes of the gradients. An interpreter runs it: `eager` on tensors,
 * `float64` on plain arrays.
 */
export interface Optimizer {
  readonly transform: Transform
  /** The first asks the user's oracle, the last answers the transform. */
  readonly estimators: readonly Estimator[]
}

/**
 * Composes an optimizer from a transform and any estimators.
 *
 * @param transform - Maps gradients to the updates that are added to the parameters.
 * @param estimators - Each wraps the oracle that the ones before it made.
 *
 * @example
 * import { identity, optimizer } from '@momenta/core'
 *
 * optimizer(identity).estimators.length // => 0
 */
export const optimizer = (
  transform: Transform,
  ...estimators: readonly Estimator[]
): Optimizer => ({
  transform,
  estimators,
})
