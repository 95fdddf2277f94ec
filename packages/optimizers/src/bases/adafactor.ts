import { chain, fromOptions, identity } from '@momenta/core'
import { flag, hyperparameter, number, type OptionsOf, ranges } from '@momenta/options'
import { clipByLeafRms, scaleByFactoredRms, scaleByParameterRms } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { decoupledDecay } from './decoupledDecay.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** The decay of the second moment at step t is 1 − t^−decayRate, > 0. Default 0.8. */
  decayRate: hyperparameter(ranges.positive, 0.8),
  /** ε >= 0, added to squares of gradients. Default 1e-30. */
  eps: hyperparameter(ranges.nonNegative, 1e-30),
  /** The maximum root mean square of the scaled gradient of a leaf, > 0. Default 1. */
  maxRms: hyperparameter(ranges.positive, 1),
  /** Leaves whose second largest axis is shorter keep a whole second moment. Default 128. */
  minSize: number(ranges.count, 128),
  /** Whether steps are relative to the root mean square of the parameters. Default true. */
  relative: flag(true),
  /** β₁ of critical momenta, which average gradients first, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** Options of {@link adafactor}. */
export interface AdafactorOptions
  extends Omit<OptimizerOptions<typeof options, typeof decoupledDecay>, 'b1'> {}

/**
 * Adafactor: Adam's scaling with a second moment of rows and columns, without momentum.
 *
 * u = g/√(R C/mean(R)), u/max(1, rms(u)/maxRms), times max(rms(θ), 0.001) if `relative`; θ ← θ − α
 * (u + λ θ). A matrix with r rows and c columns keeps r + c numbers.
 *
 * It saves memory, not time: fused on cpu, wasm and webgpu, a step reads the gradient twice and
 * writes the direction before it moves the parameters.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `decayRate` 0.8, `eps` 1e-30, `maxRms` 1, `minSize`
 * 128, `relative` true.
 *
 * In float32 the squares of gradients above 1e18 overflow, and steps are NaN: clip them before, as
 * by `clipNorm`.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Shazeer and Stern, arXiv 1804.04235.
 *
 * @example
 * import { adafactor } from '@momenta/optimizers'
 *
 * adafactor().transform.map(({ name }) => name) // => ['scaleByFactoredRms', 'clipByLeafRms', 'scaleByParameterRms', 'scaleByLearningRate']
 */
export const adafactor: FinishedOptimizer<
  AdafactorOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('adafactor', {
  options,
  own: decoupledDecay,
  base: ({ b1, maxRms, relative, ...rest }) =>
    averagedFirst(
      b1,
      chain(
        scaleByFactoredRms(rest),
        fromOptions(clipByLeafRms({ max: maxRms }), { max: 'maxRms' }),
        relative ? fromOptions(scaleByParameterRms(), { min: null }) : identity,
      ),
    ),
})
