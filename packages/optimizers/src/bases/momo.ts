import { flag, hyperparameter, ranges } from '@momenta/options'
import { momoStep } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedAlone } from './shapes.js'
import { unitRate } from './unitRate.js'

const options = {
  /** Decay of the momentum and of the average of the loss, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** f*, a lower bound of the loss. Default 0. */
  lowerBound: hyperparameter(ranges.finite, 0),
  /** Whether the lower bound is learned, from `lowerBound` on. Default false. */
  adaptLowerBound: flag(false),
  /** λ >= 0: decay of the parameters inside the model, beside `weightDecay`. Default 0. */
  stepDecay: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link momo}. */
export interface MomoOptions extends OptimizerOptions<typeof options, typeof unitRate> {}

/**
 * MoMo, SGD with momentum whose step size comes from a model of the loss; the learning rate is the
 * largest step. With critical momenta the model reads the aggregate and the loss of the step.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `b1` 0.9, `lowerBound` 0, `adaptLowerBound` false, `stepDecay` 0.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Schaipp et al., arXiv 2305.07583.
 *
 * @example
 * import { momo } from '@momenta/optimizers'
 *
 * momo().transform.map(({ name }) => name) // => ['momoStep']
 */
export const momo: FinishedOptimizer<MomoOptions> = defineRule('momo', {
  options,
  own: unitRate,
  base: ({ b1, stepDecay, ...given }) =>
    averagedAlone(
      b1,
      (rate, beta) => momoStep({ ...given, ...rate, beta, weightDecay: stepDecay }),
      'beta',
    ),
})
