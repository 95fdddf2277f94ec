import { hyperparameter, ranges } from '@momenta/options'
import { scaleByAcprop } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { average } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-16. */
  eps: hyperparameter(ranges.nonNegative, 1e-16),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link acprop}. */
export interface AcpropOptions extends OptimizerOptions<typeof options> {}

/**
 * ACProp: θ ← θ − α g/(√ŝ + ε) with the centred second moment s of the steps before.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-16, `epsRoot` 0.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Zhuang et al., arXiv 2110.05454.
 *
 * @example
 * import { acprop } from '@momenta/optimizers'
 *
 * acprop().transform.map(({ name }) => name) // => ['scaleByAcprop', 'scaleByLearningRate']
 */
export const acprop: FinishedOptimizer<AcpropOptions> = defineRule('acprop', {
  options,
  base: (given) => ({
    whole: scaleByAcprop(given),
    cuts: [],
    halves: () => [average(given.b1), scaleByAcprop(given)],
  }),
})
