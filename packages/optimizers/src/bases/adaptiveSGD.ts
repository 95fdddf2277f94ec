import { choice, hyperparameter, number, type OptionsOf, ranges } from '@momenta/options'
import { adaptiveSGDStep } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { lastAlone } from './shapes.js'
import { unitRate } from './unitRate.js'

const options = {
  /** The rate before the first step, > 0. Default 0.01. */
  initial: number(ranges.positive, 0.01),
  /** How much faster the rate grows after it has grown, >= 0. Default 0.02. */
  amplifier: hyperparameter(ranges.nonNegative, 0.02),
  /** A divisor of the inverse of the smoothness, > 0. Default 1. */
  dampening: hyperparameter(ranges.positive, 1),
  /** Added to the rate where the smoothness bounds it, >= 0. Default 1e-5. */
  eps: hyperparameter(ranges.nonNegative, 1e-5),
  /**
   * What estimates the smoothness: norms of differences, as in the paper, or differences of norms,
   * as in `pytorch_optimizer.ASGD`. Default 'vectors'.
   */
  differences: choice(['vectors', 'norms'], 'vectors'),
  /**
   * λ >= 0: each step shrinks the parameters by λ times its rate, beside `weightDecay`. Default 0.
   */
  stepDecay: hyperparameter(ranges.nonNegative, 0),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** Options of {@link adaptiveSGD}. */
export interface AdaptiveSGDOptions
  extends Omit<OptimizerOptions<typeof options, typeof unitRate>, 'b1'> {}

type Momentum = Pick<OptionsOf<typeof options>, 'b1'>

/**
 * Adaptive gradient descent without descent: SGD whose rate grows until the smoothness of the loss,
 * estimated from the last two steps, bounds it; `learningRate` multiplies it.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `initial` 0.01, `amplifier` 0.02, `dampening` 1, `eps` 0.00001,
 * `differences` 'vectors', `stepDecay` 0.
 *
 * It is `pytorch_optimizer.ASGD`; `torch.ASGD` is another rule, SGD with an average of the
 * parameters: `averageParams`.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Malitsky and Mishchenko, arXiv 1910.09529.
 *
 * @example
 * import { adaptiveSGD } from '@momenta/optimizers'
 *
 * adaptiveSGD().transform.map(({ name }) => name) // => ['adaptiveSGDStep']
 */
export const adaptiveSGD: FinishedOptimizer<AdaptiveSGDOptions, Momentum> = defineRule(
  'adaptiveSGD',
  {
    options,
    own: unitRate,
    base: ({ b1, stepDecay, ...given }) =>
      lastAlone(b1, (rate) => adaptiveSGDStep({ ...given, ...rate, weightDecay: stepDecay })),
  },
)
