import { hutchinson } from '@momenta/estimators'
import { hyperparameter, number, ranges } from '@momenta/options'
import { scaleBySophia } from '@momenta/transforms/curvature'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { average, momentumScaled } from './shapes.js'

const options = {
  /** Decay of the first moment, in [0, 1). Default 0.965. */
  b1: hyperparameter(ranges.decay, 0.965),
  /** Decay of the average of the Hessian, in [0, 1). Default 0.99. */
  b2: hyperparameter(ranges.decay, 0.99),
  /** The factor of the Hessian, > 0. Default 0.01. */
  gamma: hyperparameter(ranges.positive, 0.01),
  /** The minimum of the scaled Hessian, > 0. Default 1e-8. */
  eps: hyperparameter(ranges.positive, 1e-8),
  /** The largest absolute value of an update, > 0. Default 1. */
  threshold: hyperparameter(ranges.positive, 1),
  /** The Hessian is estimated in one of this many steps: a positive integer. Default 10. */
  every: number(ranges.positiveCount, 10),
  /** The seed of the estimate, a non-negative integer. Default 0. */
  seed: number(ranges.count, 0),
}

/** Options of {@link sophia}. */
export interface SophiaOptions extends OptimizerOptions<typeof options> {}

/**
 * Sophia: the average of the gradients over that of the diagonal of the Hessian, each element
 * clipped. Hutchinson's estimator gives the diagonal in every tenth step, by two more gradients.
 *
 * With labels drawn from the model (Sophia-G): `optimizer(sophia().transform,
 * gaussNewtonBartlett({ batch, every: 10 }))`.
 *
 * The first step, before there is an average of the Hessian, is the sign of the gradient.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.965, `b2` 0.99, `gamma` 0.01, `eps` 1e-8,
 * `threshold` 1, `every` 10, `seed` 0.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Liu et al., arXiv 2305.14342 (Sophia-H); as in Optax.
 *
 * @example
 * import { sophia } from '@momenta/optimizers'
 *
 * sophia().transform.map(({ name }) => name) // => ['ema', 'scaleBySophia', 'scaleByLearningRate']
 * sophia().estimators.map(({ name }) => name) // => ['hutchinson']
 */
export const sophia: FinishedOptimizer<SophiaOptions> = defineRule('sophia', {
  options,
  base: ({ b1, every, seed, ...given }) => ({
    ...momentumScaled(average(b1), scaleBySophia(given)),
    estimators: [hutchinson({ every, seed })],
  }),
})
