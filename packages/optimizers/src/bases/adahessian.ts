import { hutchinson } from '@momenta/estimators'
import { hyperparameter, number, ranges } from '@momenta/options'
import { scaleByAdahessian } from '@momenta/transforms/curvature'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { average, momentumScaled } from './shapes.js'

const options = {
  /** Decay of the first moment, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** Decay of the average of squares of the Hessian, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** Added to the denominator, > 0. Default 1e-8. */
  eps: hyperparameter(ranges.positive, 1e-8),
  /** The power of the root mean square of the Hessian, > 0. Default 1. */
  power: number(ranges.positive, 1),
  /** The Hessian is estimated in one of this many steps: a positive integer. Default 1. */
  every: number(ranges.positiveCount, 1),
  /** The seed of the estimate, a non-negative integer. Default 0. */
  seed: number(ranges.count, 0),
}

/** The options whose defaults are its own. */
const own = {
  /** α >= 0, or a schedule: a function from the step, counted from 0. Default 0.1. */
  learningRate: learningRateOption(0.1),
}

/** Options of {@link adahessian}. */
export interface AdahessianOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * AdaHessian: Adam with the diagonal of the Hessian in the place of the gradient in its second
 * moment. Hutchinson's estimator gives it in each step, by two more gradients.
 *
 * Options and defaults: `learningRate` 0.1, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `power` 1, `every`
 * 1, `seed` 0.
 *
 * Where the Hessian is 0, as where the loss is linear, a step is α m̂/ε, which is large: raise
 * `eps`, or use `sophia`, whose steps are bounded.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Yao et al., arXiv 2006.00719, without averages over space, as in pytorch_optimizer.
 *
 * @example
 * import { adahessian } from '@momenta/optimizers'
 *
 * adahessian().transform.map(({ name }) => name) // => ['ema', 'scaleByAdahessian', 'scaleByLearningRate']
 */
export const adahessian: FinishedOptimizer<AdahessianOptions> = defineRule('adahessian', {
  options,
  own,
  base: ({ b1, every, seed, ...given }) => ({
    ...momentumScaled(average(b1), scaleByAdahessian(given)),
    estimators: [hutchinson({ every, seed })],
  }),
})
