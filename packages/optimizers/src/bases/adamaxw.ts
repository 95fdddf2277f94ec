import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import type { CommonOptions } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { type AdamaxRuleOptions, adamaxBase } from './adamax.js'
import type { Nu } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'

/** The options whose defaults are its own. */
const own = {
  ...decoupledDecay,
  /** λ >= 0: shrinks the parameters. Default 0.01. */
  weightDecay: hyperparameter(ranges.nonNegative, 0.01),
}

/** Options of {@link adamaxw}. */
export interface AdamaxwOptions
  extends AdamaxRuleOptions,
    Omit<CommonOptions, keyof typeof own>,
    OptionsOf<typeof own> {}

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
export const adamaxw: FinishedOptimizer<AdamaxwOptions, Nu> = defineOptimizer(
  'adamaxw',
  adamaxBase,
  own,
)
