import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import type { CommonOptions } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import type { Cut } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'
import { type NadamOptions, nadamBase } from './nadam.js'

/** The options whose defaults are its own. */
const own = {
  ...decoupledDecay,
  /** λ >= 0: shrinks the parameters. Default 1e-4. */
  weightDecay: hyperparameter(ranges.nonNegative, 1e-4),
}

/** Options of {@link nadamw}. */
export interface NadamwOptions
  extends NadamOptions,
    Omit<CommonOptions, keyof typeof own>,
    OptionsOf<typeof own> {}

/**
 * Adam with Nesterov momentum and decoupled weight decay.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` 0.0001, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` false,
 * `nesterov` true, `startup` 'debiased'.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Dozat 2016; `optax.nadamw`.
 *
 * @example
 * import { nadamw } from '@momenta/optimizers'
 *
 * nadamw().transform.map(({ name }) => name) // => ['scaleByAdam', 'addDecayedWeights', 'scaleByLearningRate']
 */
export const nadamw: FinishedOptimizer<NadamwOptions, Cut> = defineOptimizer(
  'nadamw',
  nadamBase,
  own,
)
