import { choice, hyperparameter, number, type OptionsOf, ranges } from '@momenta/options'
import { dogStep } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { lastAlone } from './shapes.js'
import { unitRate } from './unitRate.js'

const options = {
  /** The number that the first step depends on, > 0. Default 1e-6. */
  initial: number(ranges.positive, 1e-6),
  /**
   * What `initial` is: the first distance, `relative` to 1 + ‖θ₀‖, or the first step. Default
   * 'relative'.
   */
  start: choice(['distance', 'relative', 'step'], 'relative'),
  /** Added to the sum of squares, > 0. Default 1e-8. */
  eps: hyperparameter(ranges.positive, 1e-8),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** Options of {@link dog}. */
export interface DogOptions extends Omit<OptimizerOptions<typeof options, typeof unitRate>, 'b1'> {}

/**
 * Distance over gradients: θ ← θ − α r/√(G + ε) g with the largest distance r from the start and
 * the sum G of squared norms; no learning rate to choose.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `initial` 0.000001, `start` 'relative', `eps` 1e-8.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Ivgi, Hinder and Carmon, arXiv 2302.12022.
 *
 * @example
 * import { dog } from '@momenta/optimizers'
 *
 * dog().transform.map(({ name }) => name) // => ['dogStep']
 */
export const dog: FinishedOptimizer<DogOptions, Pick<OptionsOf<typeof options>, 'b1'>> = defineRule(
  'dog',
  {
    options,
    own: unitRate,
    base: ({ b1, ...given }) => lastAlone(b1, (rate) => dogStep({ ...given, ...rate })),
  },
)
