import type { RememberOptions } from '@momenta/core'
import { flag, hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import type { CommonOptions } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { type AdamaxRuleOptions, adamaxBase } from './adamax.js'
import type { Cut } from './Base.js'

/** The options whose defaults are its own. */
const own = {
  /** λ >= 0: shrinks the parameters. Default 0.01. */
  weightDecay: hyperparameter(ranges.nonNegative, 0.01),
  /**
   * Whether weight decay is added to the direction (decoupled, as in AdamW) or to the gradient
   * (coupled, as in L2 regularisation). Default true.
   */
  decoupled: flag(true),
}

/** Options of {@link adamaxw}. */
export interface AdamaxwOptions
  extends AdamaxRuleOptions,
    Omit<CommonOptions, keyof typeof own>,
    OptionsOf<typeof own> {}

/** Options of {@link adamaxw} with critical momenta. */
export interface AdamaxwCMOptions extends AdamaxwOptions, Pick<Cut, 'nu'>, RememberOptions {}

/**
 * AdaMax with decoupled weight decay: θ ← θ − α (m̂/n + λ θ).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` 0.01, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: `optax.adamaxw`.
 *
 * @example
 * import { adamaxw } from '@momenta/optimizers'
 *
 * adamaxw().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleByAdamax', 'addDecayedWeights', 'scaleByLearningRate']
 */
export const adamaxw: FinishedOptimizer<AdamaxwOptions, AdamaxwCMOptions> = defineOptimizer(
  'adamaxw',
  adamaxBase,
  own,
)
