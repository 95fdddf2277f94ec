import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { dowgStep } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { lastAlone } from './shapes.js'
import { unitRate } from './unitRate.js'

const options = {
  /** Added to the root of the sum, and the first squared distance, > 0. Default 1e-4. */
  eps: hyperparameter(ranges.positive, 1e-4),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** Options of {@link dowg}. */
export interface DowgOptions
  extends Omit<OptimizerOptions<typeof options, typeof unitRate>, 'b1'> {}

/**
 * Distance over weighted gradients: θ ← θ − α r/(√G + ε) g with the largest squared distance r from
 * the start and the sum G of all r ‖g‖²; no learning rate to choose.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `eps` 0.0001.
 *
 * Its steps leave no room for a momentum: with critical gradients or momenta, choose `learningRate`
 * 0.1; with 1 it diverges.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Khaled, Mishchenko and Jin, arXiv 2305.16284.
 *
 * @example
 * import { dowg } from '@momenta/optimizers'
 *
 * dowg().transform.map(({ name }) => name) // => ['dowgStep']
 */
export const dowg: FinishedOptimizer<
  DowgOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('dowg', {
  options,
  own: unitRate,
  base: ({ b1, ...given }) => lastAlone(b1, (rate) => dowgStep({ ...given, ...rate })),
})
