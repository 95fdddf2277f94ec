import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { scaleByRprop } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** The factor after a change of sign, in (0, 1). Default 0.5. */
  etaMinus: hyperparameter(ranges.open, 0.5),
  /** The factor while the sign stays, > 0. Default 1.2. */
  etaPlus: hyperparameter(ranges.positive, 1.2),
  /** The minimum step size, in units of the learning rate, > 0. Default 1e-4. */
  min: hyperparameter(ranges.positive, 1e-4),
  /** The maximum step size, in units of the learning rate, > 0. Default 5000. */
  max: hyperparameter(ranges.positive, 5000),
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

/** Options of {@link rprop}. */
export interface RpropOptions extends Omit<OptimizerOptions<typeof options, typeof own>, 'b1'> {}

/**
 * Resilient backpropagation: a step size for each element that grows while the sign of its gradient
 * stays and shrinks when it changes.
 *
 * The first step size is the learning rate.
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `etaMinus` 0.5, `etaPlus` 1.2, `min` 0.0001, `max`
 * 5000.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Riedmiller and Braun 1993; `torch.optim.Rprop`.
 *
 * @example
 * import { rprop } from '@momenta/optimizers'
 *
 * rprop().transform.map(({ name }) => name) // => ['scaleByRprop', 'scaleByLearningRate']
 */
export const rprop: FinishedOptimizer<
  RpropOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('rprop', {
  options,
  own,
  base: ({ b1, ...rest }) => averagedFirst(b1, scaleByRprop(rest)),
})
