import { fromOptions } from '@momenta/core'
import { flag, hyperparameter, ranges } from '@momenta/options'
import { ema, scaleByAdabound } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** f > 0: the final learning rate in units of the learning rate. Default 100. */
  final: hyperparameter(ranges.positive, 100),
  /** γ > 0: how fast the bounds close. Default 1e-3. */
  gamma: hyperparameter(ranges.positive, 1e-3),
  /** Uses the maximum of the second moments so far. Default false. */
  amsgrad: flag(false),
}

/** Options of {@link adabound}. */
export interface AdaboundOptions extends OptimizerOptions<typeof options> {}

/**
 * AdaBound: Adam whose learning rate of each element is clipped to bounds that close on f α.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `final` 100, `gamma`
 * 0.001, `amsgrad` false.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Luo et al., arXiv 1902.09843.
 *
 * @example
 * import { adabound } from '@momenta/optimizers'
 *
 * adabound().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleByAdabound', 'scaleByLearningRate']
 */
export const adabound: FinishedOptimizer<AdaboundOptions, Nu> = defineRule('adabound', {
  options,
  base: ({ b1, ...rest }) =>
    momentumThen(fromOptions(ema({ decay: b1 }), { decay: 'b1' }), (of) =>
      fromOptions(scaleByAdabound({ ...rest, b1, of }), { epsRoot: null }),
    ),
})
