import { hyperparameter, ranges } from '@momenta/options'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { signOf } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 1e-4.
   */
  learningRate: learningRateOption(1e-4),
}

/** Options of {@link signum}. */
export interface SignumOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * The sign of the momentum: m = β₁ m + (1 − β₁) g; θ ← θ − α sign(m).
 *
 * Options and defaults: `learningRate` 0.0001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Bernstein et al., arXiv 1802.04434.
 *
 * @example
 * import { signum } from '@momenta/optimizers'
 *
 * signum().transform.map(({ name }) => name) // => ['ema', 'scaleBySign', 'scaleByLearningRate']
 */
export const signum: FinishedOptimizer<SignumOptions> = defineRule('signum', {
  options,
  own,
  base: ({ b1 }) => signOf(b1),
})
