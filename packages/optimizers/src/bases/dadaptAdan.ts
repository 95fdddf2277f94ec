import { hyperparameter, number, ranges } from '@momenta/options'
import { dadaptAdanStep } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { estimatedAlone } from './shapes.js'
import { unitRate } from './unitRate.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.98. */
  b1: hyperparameter(ranges.decay, 0.98),
  /** β₂, the decay of the average of differences, in [0, 1). Default 0.92. */
  b2: hyperparameter(ranges.decay, 0.92),
  /** β₃, the decay of the second moment, in [0, 1). Default 0.99. */
  b3: hyperparameter(ranges.decay, 0.99),
  /** Added to the root, >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** The first estimate of the distance, > 0. Default 1e-6. */
  initialDistance: number(ranges.positive, 1e-6),
  /**
   * λ >= 0: each step shrinks the parameters by λ times its rate, beside `weightDecay`. Default 0.
   */
  stepDecay: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link dadaptAdan}. */
export interface DadaptAdanOptions extends OptimizerOptions<typeof options, typeof unitRate> {}

/**
 * D-Adaptation of Adan: the learning rate is an estimate of the distance to the solution; the
 * default 1 multiplies it.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `b1` 0.98, `b2` 0.92, `b3` 0.99, `eps` 1e-8, `initialDistance` 0.000001,
 * `stepDecay` 0.
 *
 * `pytorch_optimizer.DAdaptAdan` squares the squares of the second moment: `dadaptAdanStep` does so
 * with `averages` 'fourthPowers'. With critical gradients or momenta the estimate reads the
 * gradients before the buffer, and `learningRate` 0.5 keeps the length of the steps: the aggregate
 * is twice a momentum.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Defazio and Mishchenko, arXiv 2301.07733.
 *
 * @example
 * import { dadaptAdan } from '@momenta/optimizers'
 *
 * dadaptAdan().transform.map(({ name }) => name) // => ['dadaptAdanStep']
 */
export const dadaptAdan: FinishedOptimizer<DadaptAdanOptions> = defineRule('dadaptAdan', {
  options,
  own: unitRate,
  base: ({ b1, stepDecay, ...given }) =>
    estimatedAlone(b1, (rate, b1, of) =>
      dadaptAdanStep({ ...given, ...rate, b1, weightDecay: stepDecay, of }),
    ),
})
