import { chain, fromOptions } from '@momenta/core'
import { hyperparameter, ranges } from '@momenta/options'
import { projectUpdates, scaleByLearningRate, scaleBySecondMoment } from '@momenta/transforms'
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
  /** ε > 0. Default 1e-8. */
  eps: hyperparameter(ranges.positive, 1e-8),
  /** δ > 0: updates are projected if |cos(g, θ)| < δ/√length. Default 0.1. */
  delta: hyperparameter(ranges.positive, 0.1),
  /** λ >= 0: decoupled decay of the parameters, beside `weightDecay`. Default 0. */
  stepDecay: hyperparameter(ranges.nonNegative, 0),
  /** The share of `stepDecay` for leaves that are projected, in [0, 1]. Default 0.1. */
  decayRatio: hyperparameter(ranges.unit, 0.1),
}

/** Options of {@link adamp}. */
export interface AdampOptions extends OptimizerOptions<typeof options> {}

/**
 * AdamP: Adam without the part of the step that only changes the norm of scale-invariant
 * parameters.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `delta` 0.1,
 * `stepDecay` 0, `decayRatio` 0.1.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Heo et al., arXiv 2006.08217.
 *
 * @example
 * import { adamp } from '@momenta/optimizers'
 *
 * adamp().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleBySecondMoment', 'projectUpdates', 'scaleByLearningRate']
 */
export const adamp: FinishedOptimizer<AdampOptions, Nu> = defineRule('adamp', {
  options,
  base: ({ b1, b2, eps, stepDecay: weightDecay, ...rest }) => ({
    ...momentumThen(average(b1), (of) =>
      fromOptions(scaleBySecondMoment({ b2, eps, of, correction: 'after' }), { epsRoot: null }),
    ),
    last: (learningRate) =>
      chain(
        fromOptions(projectUpdates({ ...rest, eps, weightDecay }), { weightDecay: 'stepDecay' }),
        scaleByLearningRate({ learningRate }),
      ),
  }),
})
