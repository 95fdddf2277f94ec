import { chain, fromOptions } from '@momenta/core'
import { hyperparameter, ranges } from '@momenta/options'
import { scaleBySecondMoment } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { average, averagedLast } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-15. */
  eps: hyperparameter(ranges.nonNegative, 1e-15),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 4e-4.
   */
  learningRate: learningRateOption(4e-4),
}

/** Options of {@link laprop}. */
export interface LapropOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * LaProp: the momentum of the gradients that are divided by their root mean square, m = β₁ m + (1 −
 * β₁) g/(√v̂ + ε); θ ← θ − α m̂.
 *
 * Options and defaults: `learningRate` 0.0004, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-15.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Ziyin et al., arXiv 2002.04839.
 *
 * @example
 * import { laprop } from '@momenta/optimizers'
 *
 * laprop().transform.map(({ name }) => name) // => ['scaleBySecondMoment', 'ema', 'scaleByLearningRate']
 */
export const laprop: FinishedOptimizer<LapropOptions> = defineRule('laprop', {
  options,
  own,
  base: ({ b1, b2, eps }) =>
    averagedLast(
      chain(fromOptions(scaleBySecondMoment({ b2, eps }), { epsRoot: null }), average(b1)),
    ),
})
