import { fromOptions } from '@momenta/core'
import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { fromageStep, scaleByTrustRatio, scheduled } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** The minimum of both norms, >= 0. Default 1e-6. */
  minNorm: hyperparameter(ranges.nonNegative, 1e-6),
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

/** Options of {@link fromage}. */
export interface FromageOptions extends Omit<OptimizerOptions<typeof options, typeof own>, 'b1'> {}

/**
 * Fromage: θ ← (θ − α ‖θ‖/‖g‖ g)/√(1 + α²) for each leaf.
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `minNorm` 0.000001.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Bernstein et al., arXiv 2002.03432.
 *
 * @example
 * import { fromage } from '@momenta/optimizers'
 *
 * fromage().transform.map(({ name }) => name) // => ['scaleByTrustRatio', 'fromageStep']
 */
export const fromage: FinishedOptimizer<
  FromageOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('fromage', {
  options,
  own,
  base: ({ minNorm, b1 }) => ({
    ...averagedFirst(
      b1,
      fromOptions(scaleByTrustRatio({ minNorm }), { coefficient: null, eps: null }),
    ),
    last: (learningRate) =>
      typeof learningRate === 'number'
        ? fromageStep({ learningRate })
        : scheduled(fromageStep(), { learningRate }),
  }),
})
