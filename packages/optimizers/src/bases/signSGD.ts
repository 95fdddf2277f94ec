import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { scaleBySign } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedFirst } from './shapes.js'

const options = {
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 1e-4.
   */
  learningRate: learningRateOption(1e-4),
}

/** Options of {@link signSGD}. */
export interface SignSGDOptions extends Omit<OptimizerOptions<typeof options, typeof own>, 'b1'> {}

/**
 * The sign of the gradient: θ ← θ − α sign(g).
 *
 * Options and defaults: `learningRate` 0.0001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Bernstein et al., arXiv 1802.04434.
 *
 * @example
 * import { signSGD } from '@momenta/optimizers'
 *
 * signSGD().transform.map(({ name }) => name) // => ['scaleBySign', 'scaleByLearningRate']
 */
export const signSGD: FinishedOptimizer<
  SignSGDOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('signSGD', { options, own, base: ({ b1 }) => averagedFirst(b1, scaleBySign()) })
