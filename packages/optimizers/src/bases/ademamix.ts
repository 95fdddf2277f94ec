import { hyperparameter, ranges } from '@momenta/options'
import { scaleByAdemamix } from '@momenta/transforms'
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
  /** β₃, the decay of the slow average, in [0, 1). Default 0.9999. */
  b3: hyperparameter(ranges.decay, 0.9999),
  /** a >= 0, the weight of the slow average. Default 5. */
  alpha: hyperparameter(ranges.nonNegative, 5),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link ademamix}. */
export interface AdemamixOptions extends OptimizerOptions<typeof options> {}

/**
 * AdEMAMix: Adam with a second, slow average s of the gradients: θ ← θ − α (m̂ + a s)/(√v̂ + ε).
 *
 * `scheduled` gives `b3` and `alpha` the schedules of the paper.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `b3` 0.9999, `alpha` 5, `eps`
 * 1e-8, `epsRoot` 0.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Pagliardini et al., arXiv 2409.03137.
 *
 * @example
 * import { ademamix } from '@momenta/optimizers'
 *
 * ademamix().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleByAdemamix', 'scaleByLearningRate']
 */
export const ademamix: FinishedOptimizer<AdemamixOptions, Nu> = defineRule('ademamix', {
  options,
  base: ({ b1, ...rest }) => momentumThen(average(b1), (of) => scaleByAdemamix({ ...rest, of })),
})
