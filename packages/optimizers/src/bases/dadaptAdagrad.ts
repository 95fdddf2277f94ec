import { hyperparameter, number, ranges } from '@momenta/options'
import { dadaptAdagradStep } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { estimatedAlone } from './shapes.js'
import { unitRate } from './unitRate.js'

const options = {
  /** The momentum of the parameters, in [0, 1). Default 0. */
  b1: hyperparameter(ranges.decay, 0),
  /** Added to the root, >= 0. Default 0. */
  eps: hyperparameter(ranges.nonNegative, 0),
  /** The initial sum of squares, > 0. Default 1e-6. */
  initial: number(ranges.positive, 1e-6),
  /** The first estimate of the distance, > 0. Default 1e-6. */
  initialDistance: number(ranges.positive, 1e-6),
}

/** Options of {@link dadaptAdagrad}. */
export interface DadaptAdagradOptions extends OptimizerOptions<typeof options, typeof unitRate> {}

/**
 * D-Adaptation of AdaGrad: the learning rate is an estimate of the distance to the solution; the
 * default 1 multiplies it.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `b1` 0, `eps` 0, `initial` 0.000001, `initialDistance` 0.000001.
 *
 * With critical gradients or momenta the estimate reads the gradients before the buffer, and
 * `learningRate` 0.5 keeps the length of the steps: the aggregate is twice a momentum.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Defazio and Mishchenko, arXiv 2301.07733.
 *
 * @example
 * import { dadaptAdagrad } from '@momenta/optimizers'
 *
 * dadaptAdagrad().transform.map(({ name }) => name) // => ['dadaptAdagradStep']
 */
export const dadaptAdagrad: FinishedOptimizer<DadaptAdagradOptions> = defineRule('dadaptAdagrad', {
  options,
  own: unitRate,
  base: ({ b1, ...given }) =>
    estimatedAlone(b1, (rate, b1, of) => dadaptAdagradStep({ ...given, ...rate, b1, of })),
})
