import { chain, fromOptions } from '@momenta/core'
import { hyperparameter, ranges } from '@momenta/options'
import { ema, scaleBySm3 } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedLast } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum of the scaled gradients, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the accumulators, in [0, 1]; 1 adds squares up. Default 1. */
  b2: hyperparameter(ranges.unit, 1),
  /** ε >= 0, added inside the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
}

/** Options of {@link sm3}. */
export interface Sm3Options extends OptimizerOptions<typeof options> {}

/**
 * SM3: Adagrad with one accumulator for each axis of a leaf: a = g² + minᵢ Aᵢ; m = β₁ m + (1 − β₁)
 * g/√(a + ε); Aᵢ = max of a over the other axes; θ ← θ − α m.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 1, `eps` 1e-8.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type; TypeError at initialisation, with the name of the leaf, for more than four axes.
 *
 * Source: Anil et al., arXiv 1901.11150.
 *
 * @example
 * import { sm3 } from '@momenta/optimizers'
 *
 * sm3().transform.map(({ name }) => name) // => ['scaleBySm3', 'ema', 'scaleByLearningRate']
 */
export const sm3: FinishedOptimizer<Sm3Options> = defineRule('sm3', {
  options,
  base: ({ b1, b2, eps }) =>
    averagedLast(chain(scaleBySm3({ b2, eps }), fromOptions(ema({ decay: b1 }), { decay: 'b1' }))),
})
