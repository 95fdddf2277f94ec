import { chain, fromOptions } from '@momenta/core'
import { hyperparameter, ranges } from '@momenta/options'
import {
  asGradients,
  clipByLeafNorm,
  reduceVariance,
  scaleBySecondMoment,
} from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { decoupledDecay } from './decoupledDecay.js'
import { average } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.95. */
  b1: hyperparameter(ranges.decay, 0.95),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.99. */
  b2: hyperparameter(ranges.decay, 0.99),
  /** γ >= 0. Default 0.025. */
  gamma: hyperparameter(ranges.nonNegative, 0.025),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
}

/** The options whose defaults are its own. */
const own = {
  ...decoupledDecay,
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default
   * 0.003.
   */
  learningRate: learningRateOption(0.003),
}

/** Options of {@link mars}. */
export interface MarsOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * MARS: Adam of the corrected gradient c = g + γ β₁/(1 − β₁) (g − g₋₁), each leaf clipped to norm
 * 1.
 *
 * Options and defaults: `learningRate` 0.003, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.95, `b2` 0.99, `gamma` 0.025, `eps` 1e-8.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Yuan et al., arXiv 2411.10438.
 *
 * @example
 * import { mars } from '@momenta/optimizers'
 *
 * mars().transform.map(({ name }) => name) // => ['reduceVariance', 'clipByLeafNorm', 'asGradients', 'ema', 'scaleBySecondMoment', 'scaleByLearningRate']
 */
export const mars: FinishedOptimizer<MarsOptions> = defineRule('mars', {
  options,
  own,
  base: ({ b1, b2, gamma, eps }) => {
    const corrected = chain(
      reduceVariance({ gamma, b1 }),
      fromOptions(clipByLeafNorm({ max: 1 }), { max: null }),
    )
    const scaling = (of: 'grads' | 'updates') =>
      fromOptions(scaleBySecondMoment({ b2, eps, epsRoot: 1e-15, correction: 'after', of }), {
        epsRoot: null,
      })
    return {
      whole: chain(corrected, asGradients(), average(b1), scaling('grads')),
      cuts: [],
      halves: () => [chain(corrected, average(b1)), scaling('updates')],
    }
  },
})
