import { flag, hyperparameter, number, type OptionsOf, ranges } from '@momenta/options'
import { scaleByAdashift } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** n, how many gradients are kept, a positive integer. Default 10. */
  keep: number(ranges.positiveCount, 10),
  /** β₁, the ratio of the weights of two consecutive gradients, in [0, 1). Default 0.9. */
  b1: number(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-10. */
  eps: hyperparameter(ranges.nonNegative, 1e-10),
  /** Whether a leaf has one second moment, of the maximum of its squares. Default true. */
  shared: flag(true),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  momentum: hyperparameter(ranges.decay, 0.9),
}

/** Options of {@link adashift}. */
export interface AdashiftOptions extends Omit<OptimizerOptions<typeof options>, 'momentum'> {}

/**
 * AdaShift: the mean of the last n gradients over the root of the second moment of those before
 * them, which is independent of it. The first n steps do not move the parameters.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `keep` 10, `b1` 0.9, `b2` 0.999, `eps` 1e-10, `shared`
 * true.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Zhou et al., arXiv 1810.00143.
 *
 * @example
 * import { adashift } from '@momenta/optimizers'
 *
 * adashift().transform.map(({ name }) => name) // => ['scaleByAdashift', 'scaleByLearningRate']
 */
export const adashift: FinishedOptimizer<
  AdashiftOptions,
  Pick<OptionsOf<typeof options>, 'momentum'>
> = defineRule('adashift', {
  options,
  base: ({ momentum, ...given }) => averagedFirst(momentum, scaleByAdashift(given), 'momentum'),
})
