import { chain, fromOptions } from '@momenta/core'
import { hyperparameter, ranges } from '@momenta/options'
import { scaleByLearningRate, scaleBySecondMoment, scaleByTrustRatio } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'
import { average, momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link lamb}. */
export interface LambOptions extends OptimizerOptions<typeof options, typeof decoupledDecay> {}

/**
 * LAMB: Adam's direction with its decay, scaled to the norm of the parameters of each leaf.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 0.000001, `epsRoot` 0.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: You et al., arXiv 1904.00962.
 *
 * @example
 * import { lamb } from '@momenta/optimizers'
 *
 * lamb().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleBySecondMoment', 'scaleByTrustRatio', 'scaleByLearningRate']
 */
export const lamb: FinishedOptimizer<LambOptions, Nu> = defineRule('lamb', {
  options,
  own: decoupledDecay,
  base: ({ b1, ...rest }) => ({
    ...momentumThen(average(b1), (of) => scaleBySecondMoment({ ...rest, of })),
    last: (learningRate) =>
      chain(
        fromOptions(scaleByTrustRatio(), { coefficient: null, minNorm: null, eps: null }),
        scaleByLearningRate({ learningRate }),
      ),
  }),
})
