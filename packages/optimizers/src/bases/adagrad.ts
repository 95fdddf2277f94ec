import { flag, hyperparameter, number, type OptionsOf, ranges } from '@momenta/options'
import { scaleByAdagrad } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** The initial value of the sum of squares, >= 0. Default 0.1. */
  initial: number(ranges.nonNegative, 0.1),
  /** ε >= 0. Default 1e-7. */
  eps: hyperparameter(ranges.nonNegative, 1e-7),
  /** Whether ε is added inside the root (Optax) or outside (PyTorch). Default true. */
  epsInRoot: flag(true),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.01.
   */
  learningRate: learningRateOption(0.01),
}

/** Options of {@link adagrad}. */
export interface AdagradOptions extends Omit<OptimizerOptions<typeof options, typeof own>, 'b1'> {}

/**
 * Adagrad: s = s + g²; θ ← θ − α g/√(s + ε).
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `initial` 0.1, `eps` 1e-7, `epsInRoot` true.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Duchi et al. 2011.
 *
 * @example
 * import { adagrad } from '@momenta/optimizers'
 *
 * adagrad().transform.map(({ name }) => name) // => ['scaleByAdagrad', 'scaleByLearningRate']
 */
export const adagrad: FinishedOptimizer<
  AdagradOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('adagrad', {
  options,
  own,
  base: ({ initial, eps, epsInRoot, b1 }) =>
    averagedFirst(b1, scaleByAdagrad({ initial, eps, epsInRoot })),
})
