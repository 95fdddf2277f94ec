import { identity } from '@momenta/core'
import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { scheduleFree } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** β, the weight of the average in the point of the gradients, in (0, 1]. Default 0.9. */
  b1: hyperparameter(ranges.divisor, 0.9),
  /** The power of the learning rate in the weights of the average, >= 0. Default 2. */
  weightPower: hyperparameter(ranges.nonNegative, 2),
  /** The power of the step in the weights of the average, >= 0. Default 0. */
  stepPower: hyperparameter(ranges.nonNegative, 0),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  momentum: hyperparameter(ranges.decay, 0.9),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.1.
   */
  learningRate: learningRateOption(0.1),
}

/** Options of {@link scheduleFreeSGD}. */
export interface ScheduleFreeSGDOptions
  extends Omit<OptimizerOptions<typeof options, typeof own>, 'momentum'> {}

/**
 * Schedule-free SGD: z ← z − α g; x is an average of z; θ = β x + (1 − β) z.
 *
 * Evaluate the model at x, which `evaluationParams` computes as (θ − (1 − β) z)/β.
 *
 * Options and defaults: `learningRate` 0.1, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `weightPower` 2, `stepPower` 0.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Defazio et al., arXiv 2405.15682.
 *
 * @example
 * import { scheduleFreeSGD } from '@momenta/optimizers'
 *
 * scheduleFreeSGD().transform.map(({ name }) => name) // => ['scheduleFree']
 */
export const scheduleFreeSGD: FinishedOptimizer<
  ScheduleFreeSGDOptions,
  Pick<OptionsOf<typeof options>, 'momentum'>
> = defineRule('scheduleFreeSGD', {
  options,
  own,
  base: ({ momentum, ...rest }) => ({
    ...averagedFirst(momentum, identity, 'momentum'),
    last: (learningRate) => scheduleFree({ ...rest, learningRate }),
  }),
})
