import { flag, hyperparameter, ranges } from '@momenta/options'
import { scaleBySwats } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { momentumWithin } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment and of the average of rates, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
  /** The largest difference of a settled rate from its average, >= 0. Default 1e-5. */
  atol: hyperparameter(ranges.nonNegative, 1e-5),
  /** This number times the rate is added to `atol`, >= 0. Default 1e-6. */
  rtol: hyperparameter(ranges.nonNegative, 1e-6),
  /**
   * λ >= 0: each step shrinks the parameters by λ times its rate, beside `weightDecay`. Default 0.
   */
  stepDecay: hyperparameter(ranges.nonNegative, 0),
  /** Whether the root is that of the largest second moment so far. Default false. */
  amsgrad: flag(false),
}

/** Options of {@link swats}. */
export interface SwatsOptions extends OptimizerOptions<typeof options> {}

/**
 * SWATS: Adam that becomes SGD with momentum once the rate at which SGD would make the step of Adam
 * has settled.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 0.000001, `epsRoot` 0,
 * `atol` 0.00001, `rtol` 0.000001, `stepDecay` 0, `amsgrad` false.
 *
 * That rate is a multiple of `learningRate`, which schedules continue to change. To become SGD
 * earlier, raise `rtol`: 0.1 for a rate that is within 10 % of its average.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Keskar and Socher, arXiv 1712.07628.
 *
 * @example
 * import { swats } from '@momenta/optimizers'
 *
 * swats().transform.map(({ name }) => name) // => ['scaleBySwats', 'scaleByLearningRate']
 */
export const swats: FinishedOptimizer<SwatsOptions, Nu> = defineRule('swats', {
  options,
  base: ({ b1, stepDecay, ...rest }) =>
    momentumWithin(b1, (b1, of) => scaleBySwats({ ...rest, b1, weightDecay: stepDecay, of })),
})
