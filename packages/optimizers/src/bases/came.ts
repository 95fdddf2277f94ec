import { fromOptions } from '@momenta/core'
import { hyperparameter, ranges } from '@momenta/options'
import { ema, scaleByCame } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { decoupledDecay } from './decoupledDecay.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** β₃, the decay of the instability, in [0, 1). Default 0.9999. */
  b3: hyperparameter(ranges.decay, 0.9999),
  /** ε₁ >= 0, added to the squares of gradients. Default 1e-30. */
  eps: hyperparameter(ranges.nonNegative, 1e-30),
  /** ε₂ >= 0, added to the squares of the instability. Default 1e-16. */
  instabilityEps: hyperparameter(ranges.nonNegative, 1e-16),
  /** The maximum root mean square of the scaled gradient of a leaf, > 0. Default 1. */
  maxRms: hyperparameter(ranges.positive, 1),
}

/** Options of {@link came}. */
export interface CameOptions extends OptimizerOptions<typeof options, typeof decoupledDecay> {}

/**
 * CAME: Adafactor with a momentum that is divided by its own instability, both factored. With
 * critical momenta the aggregate takes the place of the gradient, and the momentum that of its
 * average.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `b3` 0.9999, `eps` 1e-30,
 * `instabilityEps` 1e-16, `maxRms` 1.
 *
 * In float32 the squares of gradients above 1e18 overflow, and steps are NaN: clip them before, as
 * by `clipNorm`.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Luo et al., arXiv 2307.02047.
 *
 * @example
 * import { came } from '@momenta/optimizers'
 *
 * came().transform.map(({ name }) => name) // => ['scaleByCame', 'scaleByLearningRate']
 */
export const came: FinishedOptimizer<CameOptions> = defineRule('came', {
  options,
  own: decoupledDecay,
  base: ({ b1, maxRms: max, ...rest }) => ({
    whole: fromOptions(scaleByCame({ ...rest, b1, max }), { max: 'maxRms' }),
    cuts: [],
    halves: () => [
      fromOptions(ema({ decay: b1 }), { decay: 'b1' }),
      fromOptions(scaleByCame({ ...rest, b1: 0, max }), { b1: null, max: 'maxRms' }),
    ],
  }),
})
