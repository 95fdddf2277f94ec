import { hyperparameter, ranges } from '@momenta/options'
import { scaleByPadam } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { average, momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** p, the power of the second moment, in [0, 1]; 0.5 is Adam. Default 0.125. */
  partial: hyperparameter(ranges.unit, 0.125),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.1.
   */
  learningRate: learningRateOption(0.1),
}

/** Options of {@link padam}. */
export interface PadamOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * Padam: θ ← θ − α √(1 − β₂ᵗ) m̂/(√v + ε)²ᵖ.
 *
 * Options and defaults: `learningRate` 0.1, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `partial` 0.125.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Chen et al., arXiv 1806.06763.
 *
 * @example
 * import { padam } from '@momenta/optimizers'
 *
 * padam().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleByPadam', 'scaleByLearningRate']
 */
export const padam: FinishedOptimizer<PadamOptions, Nu> = defineRule('padam', {
  options,
  own,
  base: ({ b1, ...rest }) => momentumThen(average(b1), (of) => scaleByPadam({ ...rest, of })),
})
