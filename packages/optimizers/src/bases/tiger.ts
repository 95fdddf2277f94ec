import { hyperparameter, ranges } from '@momenta/options'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { decoupledDecay } from './decoupledDecay.js'
import { signOf } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.965. */
  b1: hyperparameter(ranges.decay, 0.965),
}

/** The options whose defaults are its own. */
const own = {
  ...decoupledDecay,
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 1e-3.
   */
  learningRate: learningRateOption(1e-3),
  /** λ >= 0: shrinks the parameters. Default 0.01. */
  weightDecay: hyperparameter(ranges.nonNegative, 0.01),
}

/** Options of {@link tiger}. */
export interface TigerOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * Tiger: the sign of the momentum with decoupled weight decay: θ ← θ − α (sign(m) + λ θ).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` 0.01, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.965.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Su, Tiger: a tight-fisted optimizer, 2023.
 *
 * @example
 * import { tiger } from '@momenta/optimizers'
 *
 * tiger().transform.map(({ name }) => name) // => ['ema', 'scaleBySign', 'addDecayedWeights', 'scaleByLearningRate']
 */
export const tiger: FinishedOptimizer<TigerOptions> = defineRule('tiger', {
  options,
  own,
  base: ({ b1 }) => signOf(b1),
})
