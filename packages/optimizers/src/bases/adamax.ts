import {
  defineFactory,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { scaleByAdamax } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import type { Base, Nu } from './Base.js'
import { average, momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
}

/** Options of {@link adamax}. */
export interface AdamaxOptions extends OptimizerOptions<typeof options> {}

/** The options of the rule. */
export interface AdamaxRuleOptions extends OptionsOf<typeof options> {}

/**
 * The rule of {@link adamax}, for `compose`.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * @example
 * import { adamaxBase } from '@momenta/optimizers'
 *
 * adamaxBase().halves({}).length // => 2
 */
export const adamaxBase: Factory<AdamaxRuleOptions, Base> = defineFactory(
  'adamaxBase',
  options,
  ({ b1, b2, eps }) => momentumThen(average(b1), (of) => scaleByAdamax({ b2, eps, of })),
)

/**
 * AdaMax: m = β₁ m + (1 − β₁) g; n = max(β₂ n, |g| + ε); θ ← θ − α m̂/n.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Kingma and Ba, arXiv 1412.6980, section 7.1.
 *
 * @example
 * import { adamax } from '@momenta/optimizers'
 *
 * adamax().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleByAdamax', 'scaleByLearningRate']
 */
export const adamax: FinishedOptimizer<AdamaxOptions, Nu> = defineOptimizer('adamax', adamaxBase)
