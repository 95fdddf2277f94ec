import { fromOptions } from '@momenta/core'
import { hyperparameter, number, ranges } from '@momenta/options'
import { ema, scaleByYogi } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-3. */
  eps: hyperparameter(ranges.nonNegative, 1e-3),
  /** The initial value of both moments, >= 0. Default 1e-6. */
  initial: number(ranges.nonNegative, 1e-6),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.01.
   */
  learningRate: learningRateOption(0.01),
}

/** Options of {@link yogi}. */
export interface YogiOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * Yogi: v = v − (1 − β₂) sign(v − g²) g²; θ ← θ − α m̂/(√v̂ + ε).
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 0.001, `initial` 0.000001.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Zaheer et al., NeurIPS 2018; `optax.yogi`.
 *
 * @example
 * import { yogi } from '@momenta/optimizers'
 *
 * yogi().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleByYogi', 'scaleByLearningRate']
 */
export const yogi: FinishedOptimizer<YogiOptions, Nu> = defineRule('yogi', {
  options,
  own,
  base: ({ b1, initial, ...rest }) =>
    momentumThen(fromOptions(ema({ decay: b1, debias: true, initial }), { decay: 'b1' }), (of) =>
      scaleByYogi({ ...rest, initial, of }),
    ),
})
