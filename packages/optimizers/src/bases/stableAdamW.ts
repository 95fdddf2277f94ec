import { chain, fromOptions } from '@momenta/core'
import { hyperparameter, ranges } from '@momenta/options'
import { clipBySecondMoment, scaleByLearningRate, scaleBySecondMoment } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'
import { average, momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.99. */
  b2: hyperparameter(ranges.decay, 0.99),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
}

/** The options whose defaults are its own. */
const own = {
  ...decoupledDecay,
  /** λ >= 0: shrinks the parameters. Default 0.01. */
  weightDecay: hyperparameter(ranges.nonNegative, 0.01),
}

/** Options of {@link stableAdamW}. */
export interface StableAdamWOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * StableAdamW: AdamW whose step of each leaf, decay included, is divided by max(1, √mean(g²/v̂)).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` 0.01, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.99, `eps` 1e-8.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Wortsman et al., arXiv 2304.13013.
 *
 * @example
 * import { stableAdamW } from '@momenta/optimizers'
 *
 * stableAdamW().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleBySecondMoment', 'addDecayedWeights', 'clipBySecondMoment', 'scaleByLearningRate']
 */
export const stableAdamW: FinishedOptimizer<StableAdamWOptions, Nu> = defineRule('stableAdamW', {
  options,
  own,
  base: ({ b1, b2, eps }) => ({
    ...momentumThen(average(b1), (of) =>
      fromOptions(scaleBySecondMoment({ b2, eps, of }), { epsRoot: null }),
    ),
    last: (learningRate) =>
      chain(clipBySecondMoment({ b2, eps }), scaleByLearningRate({ learningRate })),
  }),
})
