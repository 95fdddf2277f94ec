import { flag, hyperparameter, ranges } from '@momenta/options'
import { momoAdamStep } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedAlone } from './shapes.js'

const options = {
  /** Decay of the momentum and of the average of the loss, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** Decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** Added to the root, > 0. Default 1e-8. */
  eps: hyperparameter(ranges.positive, 1e-8),
  /** f*, a lower bound of the loss. Default 0. */
  lowerBound: hyperparameter(ranges.finite, 0),
  /** Whether the lower bound is learned, from `lowerBound` on. Default false. */
  adaptLowerBound: flag(false),
  /** λ >= 0: decay of the parameters inside the model, beside `weightDecay`. Default 0. */
  stepDecay: hyperparameter(ranges.nonNegative, 0),
}

/** The options whose defaults are its own. */
const own = {
  /** α >= 0, the largest step, or a schedule. Default 0.01. */
  learningRate: learningRateOption(0.01),
}

/** Options of {@link momoAdam}. */
export interface MomoAdamOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * MoMo with Adam's second moment: Adam whose step size comes from a model of the loss; the learning
 * rate is the largest step. With critical momenta the model reads the aggregate and the loss of the
 * step.
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `lowerBound` 0,
 * `adaptLowerBound` false, `stepDecay` 0.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Schaipp et al., arXiv 2305.07583.
 *
 * @example
 * import { momoAdam } from '@momenta/optimizers'
 *
 * momoAdam().transform.map(({ name }) => name) // => ['momoAdamStep']
 */
export const momoAdam: FinishedOptimizer<MomoAdamOptions> = defineRule('momoAdam', {
  options,
  own,
  base: ({ b1, stepDecay, ...given }) =>
    averagedAlone(b1, (rate, b1) =>
      momoAdamStep({ ...given, ...rate, b1, weightDecay: stepDecay }),
    ),
})
