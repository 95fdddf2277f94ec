import { chain, identity } from '@momenta/core'
import { hyperparameter, number, type OptionsOf, ranges } from '@momenta/options'
import { cocobStep, scaleByLearningRate } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** α > 0: a bound on the first bets. Default 100. */
  alpha: hyperparameter(ranges.positive, 100),
  /** The initial maximum of the gradients, > 0. Default 1e-8. */
  eps: number(ranges.positive, 1e-8),
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

/** Options of {@link cocob}. */
export interface CocobOptions extends Omit<OptimizerOptions<typeof options, typeof own>, 'b1'> {}

/**
 * Coin betting: no learning rate to choose; the default 1 is the rule of the paper.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `alpha` 100, `eps` 1e-8.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Orabona and Tommasi, arXiv 1705.07795.
 *
 * @example
 * import { cocob } from '@momenta/optimizers'
 *
 * cocob().transform.map(({ name }) => name) // => ['scaleByLearningRate', 'cocobStep']
 */
export const cocob: FinishedOptimizer<
  CocobOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('cocob', {
  options,
  own,
  base: ({ alpha, eps, b1 }) => ({
    ...averagedFirst(b1, identity),
    last: (learningRate) => chain(scaleByLearningRate({ learningRate }), cocobStep({ alpha, eps })),
  }),
})
