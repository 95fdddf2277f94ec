import { hyperparameter, ranges } from '@momenta/options'
import { scaleBySecondMoment } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { average, momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link amsgradCorrected}. */
export interface AmsgradCorrectedOptions extends OptimizerOptions<typeof options> {}

/**
 * AMSGrad with the maximum of the corrected second moments: θ ← θ − α m̂/(√max(v̂) + ε).
 *
 * `amsgrad` takes the maximum before the correction, as PyTorch.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `epsRoot` 0.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Reddi et al., arXiv 1904.09237; `optax.amsgrad`.
 *
 * @example
 * import { amsgradCorrected } from '@momenta/optimizers'
 *
 * amsgradCorrected().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleBySecondMoment', 'scaleByLearningRate']
 */
export const amsgradCorrected: FinishedOptimizer<AmsgradCorrectedOptions, Nu> = defineRule(
  'amsgradCorrected',
  {
    options,
    base: ({ b1, b2, eps, epsRoot }) =>
      momentumThen(average(b1), (of) =>
        scaleBySecondMoment({ b2, eps, epsRoot, maximum: 'corrected', of }),
      ),
  },
)
