import { chain, fromOptions } from '@momenta/core'
import { flag, hyperparameter, ranges } from '@momenta/options'
import { scaleByTrustRatio, trace } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedLast } from './shapes.js'

const options = {
  /** The factor of the ratio of norms, > 0. Default 0.001. */
  trustCoefficient: hyperparameter(ranges.positive, 0.001),
  /** ε >= 0, added to the norm of the gradient. Default 0. */
  eps: hyperparameter(ranges.nonNegative, 0),
  /** Decay of the momentum, in [0, 1). Default 0.9. */
  momentum: hyperparameter(ranges.decay, 0.9),
  /** Nesterov momentum. Default false. */
  nesterov: flag(false),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.1.
   */
  learningRate: learningRateOption(0.1),
}

/** Options of {@link lars}. */
export interface LarsOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * LARS: the gradient scaled to the norm of the parameters of each leaf, then a momentum.
 *
 * Options and defaults: `learningRate` 0.1, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `trustCoefficient` 0.001, `eps` 0, `momentum` 0.9,
 * `nesterov` false.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: You et al., arXiv 1708.03888.
 *
 * @example
 * import { lars } from '@momenta/optimizers'
 *
 * lars().transform.map(({ name }) => name) // => ['scaleByTrustRatio', 'trace', 'scaleByLearningRate']
 */
export const lars: FinishedOptimizer<LarsOptions> = defineRule('lars', {
  options,
  own,
  base: ({ trustCoefficient, eps, momentum, nesterov }) =>
    averagedLast(
      chain(
        fromOptions(scaleByTrustRatio({ coefficient: trustCoefficient, eps }), {
          coefficient: 'trustCoefficient',
          minNorm: null,
        }),
        fromOptions(trace({ decay: momentum, nesterov }), { decay: 'momentum', dampening: null }),
      ),
    ),
})
