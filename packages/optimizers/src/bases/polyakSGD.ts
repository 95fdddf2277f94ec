import { fromOptions, identity } from '@momenta/core'
import { choice, hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { polyakStep, scheduled } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedFirst } from './shapes.js'
import { unitRate } from './unitRate.js'

const options = {
  /** f*, the minimum of the loss. Default 0. */
  minimum: hyperparameter(ranges.finite, 0),
  /** A factor of the gradients, a finite number > 0. Default 1. */
  scaling: hyperparameter(ranges.positive, 1),
  /** ε, added to the squared norm, >= 0. Default 0. */
  eps: hyperparameter(ranges.nonNegative, 0),
  /** `sps+` uses max(f − f*, 0), so that it never steps back. Default 'sps'. */
  variant: choice(['sps', 'sps+'], 'sps'),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** Options of {@link polyakSGD}. */
export interface PolyakSGDOptions
  extends Omit<OptimizerOptions<typeof options, typeof unitRate>, 'b1'> {}

/**
 * Gradient descent with the Polyak step size: θ ← θ − min((f − f*)/(‖g‖² + ε), α) g with the loss
 * f; the learning rate is the largest step.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `minimum` 0, `scaling` 1, `eps` 0, `variant` 'sps'.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Loizou et al., arXiv 2002.10542.
 *
 * @example
 * import { polyakSGD } from '@momenta/optimizers'
 *
 * polyakSGD().transform.map(({ name }) => name) // => ['polyakStep']
 */
export const polyakSGD: FinishedOptimizer<
  PolyakSGDOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('polyakSGD', {
  options,
  own: unitRate,
  base: ({ b1, ...given }) => ({
    ...averagedFirst(b1, identity),
    last: (rate) =>
      fromOptions(
        typeof rate === 'number'
          ? polyakStep({ ...given, maxLearningRate: rate })
          : scheduled(polyakStep(given), { maxLearningRate: rate }),
        { maxLearningRate: 'learningRate' },
      ),
  }),
})
