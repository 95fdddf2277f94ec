import { chain, fromOptions } from '@momenta/core'
import { hyperparameter, number, ranges } from '@momenta/options'
import { mechanicStep, scaleByLearningRate, scaleBySecondMoment } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { average, momentumThen } from './shapes.js'
import { unitRate } from './unitRate.js'

const options = {
  /** Decay of the first moment, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** Decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** Added to the root, >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** The initial scale of each of the learners, > 0. Default 1e-6. */
  initialScale: number(ranges.positive, 1e-6),
  /** How many learners, each with a decay 1 − 0.1ⁱ, are added up: a positive integer. Default 6. */
  learners: number(ranges.positiveCount, 6),
  /** λ >= 0 of the learners, which adds λ S ‖g‖ θ/‖θ‖ to their gradient. Default 0.01. */
  stepDecay: hyperparameter(ranges.nonNegative, 0.01),
}

/** Options of {@link mechanic}. */
export interface MechanicOptions extends OptimizerOptions<typeof options, typeof unitRate> {}

/**
 * Mechanic of Adam: learns a factor of Adam's learning rate, whose default is 1. For another
 * optimizer chain `mechanicStep` after it.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `initialScale` 0.000001, `learners` 6,
 * `stepDecay` 0.01.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Cutkosky, Defazio and Mehta, arXiv 2306.00144.
 *
 * @example
 * import { mechanic } from '@momenta/optimizers'
 *
 * mechanic().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleBySecondMoment', 'scaleByLearningRate', 'mechanicStep']
 */
export const mechanic: FinishedOptimizer<MechanicOptions, Nu> = defineRule('mechanic', {
  options,
  own: unitRate,
  base: ({ b1, b2, eps, initialScale, learners, stepDecay: weightDecay }) => ({
    ...momentumThen(average(b1), (of) =>
      fromOptions(scaleBySecondMoment({ b2, eps, of }), { epsRoot: null }),
    ),
    last: (learningRate) =>
      chain(
        scaleByLearningRate({ learningRate }),
        fromOptions(mechanicStep({ initialScale, learners, weightDecay }), {
          weightDecay: 'stepDecay',
          eps: null,
        }),
      ),
  }),
})
