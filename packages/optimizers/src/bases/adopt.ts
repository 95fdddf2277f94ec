import { chain, fromOptions } from '@momenta/core'
import { flag, hyperparameter, ranges } from '@momenta/options'
import { ema, scaleByAdopt } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedLast } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.9999. */
  b2: hyperparameter(ranges.decay, 0.9999),
  /** ε >= 0. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /** Clips each element to (t − 1)^(1/4). Default true. */
  clipElements: flag(true),
}

/** Options of {@link adopt}. */
export interface AdoptOptions extends OptimizerOptions<typeof options> {}

/**
 * ADOPT: g is divided by the root of the second moment before this step, then averaged.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.9999, `eps` 0.000001, `clipElements`
 * true.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Taniguchi et al., arXiv 2411.02853.
 *
 * @example
 * import { adopt } from '@momenta/optimizers'
 *
 * adopt().transform.map(({ name }) => name) // => ['scaleByAdopt', 'ema', 'scaleByLearningRate']
 */
export const adopt: FinishedOptimizer<AdoptOptions> = defineRule('adopt', {
  options,
  base: ({ b1, b2, eps, clipElements }) =>
    averagedLast(
      chain(
        scaleByAdopt({ b2, eps, clip: clipElements }),
        fromOptions(ema({ decay: b1 }), { decay: 'b1' }),
      ),
    ),
})
