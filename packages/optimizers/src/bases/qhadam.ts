import { hyperparameter, ranges } from '@momenta/options'
import { scaleByQuasiHyperbolic } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { average, momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.995. */
  b1: hyperparameter(ranges.decay, 0.995),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ν₁, in [0, 1]. Default 0.7. */
  nu1: hyperparameter(ranges.unit, 0.7),
  /** ν₂, in [0, 1]. Default 1. */
  nu2: hyperparameter(ranges.unit, 1),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
}

/** Options of {@link qhadam}. */
export interface QhadamOptions extends OptimizerOptions<typeof options> {}

/**
 * QHAdam: θ ← θ − α (ν₁ m̂ + (1 − ν₁) g)/(√(ν₂ v̂ + (1 − ν₂) g²) + ε).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.995, `b2` 0.999, `nu1` 0.7, `nu2` 1, `eps`
 * 1e-8.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Ma and Yarats, arXiv 1810.06801.
 *
 * @example
 * import { qhadam } from '@momenta/optimizers'
 *
 * qhadam().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleByQuasiHyperbolic', 'scaleByLearningRate']
 */
export const qhadam: FinishedOptimizer<QhadamOptions, Nu> = defineRule('qhadam', {
  options,
  base: ({ b1, ...rest }) =>
    momentumThen(average(b1), (of) => scaleByQuasiHyperbolic({ ...rest, of })),
})
