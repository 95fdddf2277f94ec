import { hyperparameter, ranges } from '@momenta/options'
import { scaleByAdan } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { average, momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.98. */
  b1: hyperparameter(ranges.decay, 0.98),
  /** β₂, the decay of the average of differences, in [0, 1). Default 0.92. */
  b2: hyperparameter(ranges.decay, 0.92),
  /** β₃, the decay of the second moment, in [0, 1). Default 0.99. */
  b3: hyperparameter(ranges.decay, 0.99),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link adan}. */
export interface AdanOptions extends OptimizerOptions<typeof options> {}

/**
 * Adan: m of g, v of the differences d of gradients, n of (g + β₂ d)²; θ ← θ − α (m̂ + β₂ v̂)/(√n̂
 * + ε).
 *
 * The decays are 1 minus those of the paper.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.98, `b2` 0.92, `b3` 0.99, `eps` 1e-8, `epsRoot`
 * 0.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Xie et al., arXiv 2208.06677.
 *
 * @example
 * import { adan } from '@momenta/optimizers'
 *
 * adan().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleByAdan', 'scaleByLearningRate']
 */
export const adan: FinishedOptimizer<AdanOptions, Nu> = defineRule('adan', {
  options,
  base: ({ b1, ...rest }) => momentumThen(average(b1), (of) => scaleByAdan({ ...rest, of })),
})
