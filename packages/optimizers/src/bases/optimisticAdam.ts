import { chain } from '@momenta/core'
import { flag, hyperparameter, ranges } from '@momenta/options'
import { optimisticGradient, scaleBySecondMoment } from '@momenta/transforms'
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
  /** a, the weight of the direction, a finite number. Default 1. */
  alpha: hyperparameter(ranges.finite, 1),
  /** b, the weight of its change, a finite number. Default 1. */
  beta: hyperparameter(ranges.finite, 1),
  /** Looks one step ahead, after Dozat. Default true. */
  nesterov: flag(true),
}

/** Options of {@link optimisticAdam}. */
export interface OptimisticAdamOptions extends OptimizerOptions<typeof options> {}

/**
 * Optimistic Adam: with Adam's direction d, θ ← θ − α ((a + b) d − b d₋₁).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `epsRoot` 0, `alpha`
 * 1, `beta` 1, `nesterov` true.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Daskalakis et al., arXiv 1711.00141; `optax.optimistic_adam_v2`.
 *
 * @example
 * import { optimisticAdam } from '@momenta/optimizers'
 *
 * optimisticAdam().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleBySecondMoment', 'optimisticGradient', 'scaleByLearningRate']
 */
export const optimisticAdam: FinishedOptimizer<OptimisticAdamOptions, Nu> = defineRule(
  'optimisticAdam',
  {
    options,
    base: ({ b1, alpha, beta, nesterov, ...rest }) =>
      momentumThen(average(b1, nesterov), (of) =>
        chain(scaleBySecondMoment({ ...rest, of }), optimisticGradient({ alpha, beta })),
      ),
  },
)
