import { flag, hyperparameter, number, ranges } from '@momenta/options'
import { prodigyStep } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { estimatedAlone } from './shapes.js'
import { unitRate } from './unitRate.js'

const options = {
  /** Decay of the first moment, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** Decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** Added to the root, >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** The first estimate of the distance, > 0. Default 1e-6. */
  initialDistance: number(ranges.positive, 1e-6),
  /**
   * λ >= 0: each step shrinks the parameters by λ times its rate, beside `weightDecay`. Default 0.
   */
  stepDecay: hyperparameter(ranges.nonNegative, 0),
  /** A factor of the estimate, > 0. Default 1. */
  coefficient: hyperparameter(ranges.positive, 1),
  /**
   * Whether the estimate's denominator leaves out the learning rate, for warmups. Default false.
   */
  safeguardWarmup: flag(false),
}

/** Options of {@link prodigy}. */
export interface ProdigyOptions extends OptimizerOptions<typeof options, typeof unitRate> {}

/**
 * Prodigy: Adam whose learning rate is an estimate of the distance to the solution; the default 1
 * multiplies it.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `initialDistance` 0.000001,
 * `stepDecay` 0, `coefficient` 1, `safeguardWarmup` false.
 *
 * With critical gradients or momenta the estimate reads the gradients before the buffer, and
 * `learningRate` 0.5 keeps the length of the steps: the aggregate is twice a momentum.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Mishchenko and Defazio, arXiv 2306.06101.
 *
 * @example
 * import { prodigy } from '@momenta/optimizers'
 *
 * prodigy().transform.map(({ name }) => name) // => ['prodigyStep']
 */
export const prodigy: FinishedOptimizer<ProdigyOptions> = defineRule('prodigy', {
  options,
  own: unitRate,
  base: ({ b1, stepDecay, ...given }) =>
    estimatedAlone(b1, (rate, b1, of) =>
      prodigyStep({ ...given, ...rate, b1, weightDecay: stepDecay, of }),
    ),
})
