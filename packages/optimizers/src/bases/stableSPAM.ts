import { hyperparameter, number, ranges } from '@momenta/options'
import { limitSpikes, scaleByRestartedAdam } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'
import { momentumWithin } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** The moments start again in every such step, a positive integer. Default 1000. */
  every: number(ranges.positiveCount, 1000),
  /** The decay of the average of largest elements, in [0, 1). Default 0.999. */
  spikeDecay: hyperparameter(ranges.decay, 0.999),
  /** The decay of the average of norms, in [0, 1). Default 0.7. */
  normDecay: hyperparameter(ranges.decay, 0.7),
  /** The decay of the average of squared norms, in [0, 1). Default 0.9. */
  squareDecay: hyperparameter(ranges.decay, 0.9),
}

/** Options of {@link stableSPAM}. */
export interface StableSPAMOptions
  extends OptimizerOptions<typeof options, typeof decoupledDecay> {}

/**
 * StableSPAM: Adam after `limitSpikes`, which limits spikes of the gradient by averages of the
 * past; its moments start again from time to time.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `every` 1000,
 * `spikeDecay` 0.999, `normDecay` 0.7, `squareDecay` 0.9.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Huang et al., arXiv 2502.17055.
 *
 * @example
 * import { stableSPAM } from '@momenta/optimizers'
 *
 * stableSPAM().transform.map(({ name }) => name) // => ['limitSpikes', 'scaleByRestartedAdam', 'scaleByLearningRate']
 */
export const stableSPAM: FinishedOptimizer<StableSPAMOptions, Nu> = defineRule('stableSPAM', {
  options,
  own: decoupledDecay,
  base: ({ b1, b2, eps, every, ...decays }) =>
    momentumWithin(
      b1,
      (b1, of) => scaleByRestartedAdam({ b1, b2, eps, every, of }),
      limitSpikes({ ...decays, eps }),
    ),
})
