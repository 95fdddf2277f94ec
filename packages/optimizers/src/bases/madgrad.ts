import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { madgradStep } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { lastAlone } from './shapes.js'

const options = {
  /** μ, in [0, 1). Default 0.9. */
  momentum: hyperparameter(ranges.decay, 0.9),
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
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.01.
   */
  learningRate: learningRateOption(0.01),
}

/** Options of {@link madgrad}. */
export interface MadgradOptions extends Omit<OptimizerOptions<typeof options, typeof own>, 'b1'> {}

/**
 * MADGRAD: dual averaging with a cube root: z = θ₀ − Σ w g/(∛(Σ w g²) + ε), w = (α + ε) √t; θ ← μ θ
 * + (1 − μ) z.
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `momentum` 0.9, `eps` 0.000001.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Defazio and Jelassi, arXiv 2101.11075.
 *
 * @example
 * import { madgrad } from '@momenta/optimizers'
 *
 * madgrad().transform.map(({ name }) => name) // => ['madgradStep']
 */
export const madgrad: FinishedOptimizer<
  MadgradOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('madgrad', {
  options,
  own,
  base: ({ b1, ...given }) => lastAlone(b1, (rate) => madgradStep({ ...given, ...rate })),
})
