import { chain, fromOptions } from '@momenta/core'
import { hyperparameter, ranges } from '@momenta/options'
import { addGradients, scaleBySecondMoment, trace } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.99. */
  b1: hyperparameter(ranges.decay, 0.99),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.95. */
  b2: hyperparameter(ranges.decay, 0.95),
  /** a >= 0, the weight of the gradient. Default 0. */
  alpha: hyperparameter(ranges.nonNegative, 0),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link simplifiedAdemamix}. */
export interface SimplifiedAdemamixOptions extends OptimizerOptions<typeof options> {}

/**
 * Simplified AdEMAMix: m = β₁ m + g; θ ← θ − α (m + a g)/(√v̂ + ε).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.99, `b2` 0.95, `alpha` 0, `eps` 1e-8, `epsRoot`
 * 0.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Morwani et al., arXiv 2502.02431.
 *
 * @example
 * import { simplifiedAdemamix } from '@momenta/optimizers'
 *
 * simplifiedAdemamix().transform.map(({ name }) => name) // => ['asGradients', 'trace', 'addGradients', 'scaleBySecondMoment', 'scaleByLearningRate']
 */
export const simplifiedAdemamix: FinishedOptimizer<SimplifiedAdemamixOptions, Nu> = defineRule(
  'simplifiedAdemamix',
  {
    options,
    base: ({ b1, alpha, ...rest }) =>
      momentumThen(fromOptions(trace({ decay: b1 }), { decay: 'b1', dampening: null }), (of) =>
        chain(
          fromOptions(addGradients({ weight: alpha }), { weight: 'alpha' }),
          scaleBySecondMoment({ ...rest, of }),
        ),
      ),
  },
)
