import type { Optimizer } from '@momenta/core'
import { type Factory, flag, hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { type AdamOptions, adamBase } from './bases/adamBase.js'
import type { CommonOptions } from './commonOptions.js'
import { defineOptimizer } from './defineOptimizer.js'

/** The options whose defaults are Adamw's own. */
export const adamwOwn = {
  /** λ >= 0: shrinks the parameters. Default 0.01. */
  weightDecay: hyperparameter(ranges.nonNegative, 0.01),
  /**
   * Whether weight decay is added to the direction (decoupled, as in AdamW) or to the gradient (coupled, as in L2
   * regularisation). Default true.
   */
  decoupled: flag(true),
}

/** Options of {@link adamw}. */
export interface AdamwOptimizerOptions
  extends AdamOptions,
    Omit<CommonOptions, 'weightDecay' | 'decoupled'>,
    OptionsOf<typeof adamwOwn> {}

/**
 * Adam with decoupled weight decay: θ ← θ − α (m̂ / (√v̂ + ε) + λ θ).
 *
 * The learning rate defaults to 1e-3. Weight decay defaults to 0.01, decoupled.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: Loshchilov and Hutter, arXiv 1711.05101.
 *
 * @example
 * import { adamw } from '@momenta/optimizers'
 *
 * adamw().transform.map(({ name }) => name) // => ['scaleByAdam', 'addDecayedWeights', 'scaleByLearningRate']
 */
export const adamw: Factory<AdamwOptimizerOptions, Optimizer> = defineOptimizer('adamw', adamBase, {
  own: adamwOwn,
})
