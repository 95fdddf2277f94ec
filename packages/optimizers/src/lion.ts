import type { Optimizer } from '@momenta/core'
import { type Factory, flag, type OptionsOf } from '@momenta/options'
import { type LionOptions, lionBase } from './bases/lionBase.js'
import { type CommonOptions, learningRateOption } from './commonOptions.js'
import { defineOptimizer } from './defineOptimizer.js'

/** The options whose defaults are Lion's own. */
export const lionOwn = {
  /** α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 1e-4. */
  learningRate: learningRateOption(1e-4),
  /**
   * Whether weight decay is added to the direction (decoupled, as in AdamW) or to the gradient (coupled, as in L2
   * regularisation). Default true.
   */
  decoupled: flag(true),
}

/** Options of {@link lion}. */
export interface LionOptimizerOptions
  extends LionOptions,
    Omit<CommonOptions, 'learningRate' | 'decoupled'>,
    OptionsOf<typeof lionOwn> {}

/**
 * Lion: u = sign(β₁ m + (1 − β₁) g); m = β₂ m + (1 − β₂) g; θ ← θ − α (u + λ θ).
 *
 * The learning rate defaults to 1e-4. Weight decay is decoupled; default none.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: Chen et al., arXiv 2302.06675.
 *
 * @example
 * import { lion } from '@momenta/optimizers'
 *
 * lion().transform.map(({ name }) => name) // => ['lionMomentum', 'scaleBySign', 'scaleByLearningRate']
 */
export const lion: Factory<LionOptimizerOptions, Optimizer> = defineOptimizer('lion', lionBase, {
  own: lionOwn,
})
