import { fromOptions } from '@momenta/core'
import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { scaleBySecondMoment, scheduleFree } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { decoupledDecay } from './decoupledDecay.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** β, the weight of the average in the point of the gradients, in (0, 1]. Default 0.9. */
  b1: hyperparameter(ranges.divisor, 0.9),
  /** The power of the learning rate in the weights of the average, >= 0. Default 2. */
  weightPower: hyperparameter(ranges.nonNegative, 2),
  /** The power of the step in the weights of the average, >= 0. Default 0. */
  stepPower: hyperparameter(ranges.nonNegative, 0),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  momentum: hyperparameter(ranges.decay, 0.9),
}

/** The options whose defaults are its own. */
const own = {
  ...decoupledDecay,
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default
   * 0.0025.
   */
  learningRate: learningRateOption(0.0025),
  /** λ >= 0: shrinks the parameters. Default 0.01. */
  weightDecay: hyperparameter(ranges.nonNegative, 0.01),
}

/** Options of {@link scheduleFreeAdamW}. */
export interface ScheduleFreeAdamWOptions
  extends Omit<OptimizerOptions<typeof options, typeof own>, 'momentum'> {}

/**
 * Schedule-free AdamW: z ← z − α (g/(√v̂ + ε) + λ θ); x is an average of z; θ = β x + (1 − β) z.
 *
 * Evaluate the model at x, which `evaluationParams` computes as (θ − (1 − β) z)/β.
 *
 * Options and defaults: `learningRate` 0.0025, `weightDecay` 0.01, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `weightPower` 2, `stepPower` 0, `b2` 0.999,
 * `eps` 1e-8.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Defazio et al., arXiv 2405.15682.
 *
 * @example
 * import { scheduleFreeAdamW } from '@momenta/optimizers'
 *
 * scheduleFreeAdamW().transform.map(({ name }) => name) // => ['scaleBySecondMoment', 'addDecayedWeights', 'scheduleFree']
 */
export const scheduleFreeAdamW: FinishedOptimizer<
  ScheduleFreeAdamWOptions,
  Pick<OptionsOf<typeof options>, 'momentum'>
> = defineRule('scheduleFreeAdamW', {
  options,
  own,
  base: ({ momentum, b2, eps, ...rest }) => ({
    ...averagedFirst(
      momentum,
      fromOptions(scaleBySecondMoment({ b2, eps }), { epsRoot: null }),
      'momentum',
    ),
    last: (learningRate) => scheduleFree({ ...rest, learningRate }),
  }),
})
