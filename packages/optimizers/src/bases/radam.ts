import { flag, hyperparameter, ranges } from '@momenta/options'
import { scaleByRectified } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { average, momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
  /** The length of the average from which it is rectified. Default 5. */
  threshold: hyperparameter(ranges.finite, 5),
  /** Looks one step ahead, after Dozat. Default false. */
  nesterov: flag(false),
}

/** Options of {@link radam}. */
export interface RadamOptions extends OptimizerOptions<typeof options> {}

/**
 * Rectified Adam: θ ← θ − α r m̂/(√v̂ + ε) where the average of squares is long enough, and θ − α
 * m̂ before.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `epsRoot` 0,
 * `threshold` 5, `nesterov` false.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Liu et al., arXiv 1908.03265.
 *
 * @example
 * import { radam } from '@momenta/optimizers'
 *
 * radam().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleByRectified', 'scaleByLearningRate']
 */
export const radam: FinishedOptimizer<RadamOptions, Nu> = defineRule('radam', {
  options,
  base: ({ b1, nesterov, ...rest }) =>
    momentumThen(average(b1, nesterov), (of) => scaleByRectified({ ...rest, of })),
})
