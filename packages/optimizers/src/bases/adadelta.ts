import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { scaleByAdadelta } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** ρ, in [0, 1). Default 0.9. */
  decay: hyperparameter(ranges.decay, 0.9),
  /** ε >= 0. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 1.
   */
  learningRate: learningRateOption(1),
}

/** Options of {@link adadelta}. */
export interface AdadeltaOptions extends Omit<OptimizerOptions<typeof options, typeof own>, 'b1'> {}

/**
 * Adadelta: v = ρ v + (1 − ρ) g²; u = √(d + ε)/√(v + ε) g; d = ρ d + (1 − ρ) u²; θ ← θ − α u.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `decay` 0.9, `eps` 0.000001.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Zeiler, arXiv 1212.5701.
 *
 * @example
 * import { adadelta } from '@momenta/optimizers'
 *
 * adadelta().transform.map(({ name }) => name) // => ['scaleByAdadelta', 'scaleByLearningRate']
 */
export const adadelta: FinishedOptimizer<
  AdadeltaOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('adadelta', {
  options,
  own,
  base: ({ decay, eps, b1 }) => averagedFirst(b1, scaleByAdadelta({ decay, eps })),
})
