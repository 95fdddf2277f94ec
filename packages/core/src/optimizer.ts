import type { Estimator } from './Estimator.js'
import type { Transform } from './Transform.js'

/**
 * An optimizer as data: estimators, which evaluate the loss, and a transform of the gradients. An
 * interpreter runs it: `eager` on tensors, `float64` on plain arrays.
 */
export interface Optimizer {
  readonly transform: Transform
  /** The first evaluates the user's oracle; the last provides the gradients of the transform. */
  readonly estimators: readonly Estimator[]
}

/**
 * Composes an optimizer from a transform and any estimators.
 *
 * @param transform - Maps gradients to the updates, which are added to the parameters.
 * @param estimators - Each wraps the oracle of those before it.
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
