import { fromOptions, type Optimizer, type RememberOptions } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { ema, scaleByBelief, scaleByBeliefNu } from '@momenta/transforms'
import type { CommonOptions } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { withCriticalGradients } from '../withCriticalGradients.js'
import { withCriticalMomenta } from '../withCriticalMomenta.js'
import type { Base } from './Base.js'

const options = {
  /** Decay of the first moment, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** Decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** Added to the root, >= 0. Default 1e-16. */
  eps: hyperparameter(ranges.nonNegative, 1e-16),
  /** Added to the second moment, >= 0. Default 1e-16. */
  epsRoot: hyperparameter(ranges.nonNegative, 1e-16),
}

/** Options of AdaBelief. */
export interface AdabeliefOptions extends OptionsOf<typeof options> {}

/**
 * The rule of AdaBelief; cut in two, the second moment is of the gradient's distance from what the
 * memory returns.
 *
 * The cut has no options: a momentum that is debiased before it is stored (`startup: 'debiased'`)
 * is the gradient itself in the first step, so the distance and with it the second moment would be
 * 0, and the step millions of learning rates.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * @example
 * import { adabeliefBase } from '@momenta/optimizers'
 *
 * adabeliefBase().whole.map(({ name }) => name) // => ['scaleByBelief']
 */
export const adabeliefBase: Factory<AdabeliefOptions, Base> = defineFactory(
  'adabeliefBase',
  options,
  (given) => ({
    whole: scaleByBelief(given),
    cuts: [],
    halves: () => [fromOptions(ema({ decay: given.b1 }), { decay: 'b1' }), scaleByBeliefNu(given)],
  }),
)

/** Options of {@link adabelief}. */
export interface AdabeliefOptimizerOptions extends AdabeliefOptions, CommonOptions {}

/**
 * AdaBelief: v = β₂ v + (1 − β₂) (g − m)² + ε_root; θ ← θ − α m̂ / (√v̂ + ε).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-16, `epsRoot` 1e-16.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Zhuang et al., arXiv 2010.07468.
 *
 * @example
 * import { adabelief } from '@momenta/optimizers'
 *
 * adabelief().transform.map(({ name }) => name) // => ['scaleByBelief', 'scaleByLearningRate']
 */
export const adabelief: FinishedOptimizer<AdabeliefOptimizerOptions> = defineOptimizer(
  'adabelief',
  adabeliefBase,
)

/** Options of {@link adabeliefCG}. */
export interface AdabeliefCGOptions extends AdabeliefOptimizerOptions, RememberOptions {}

/**
 * AdaBelief with critical gradients: the aggregate g + mean of the buffer replaces the gradient.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-16, `epsRoot` 1e-16,
 * `capacity` 5, `policy` priority(), `aggregator` currentPlusMean(), `key` gradientNorm(), `read`
 * 'before', `kappa` the aggregator's.
 *
 * With capacity 0 or kappa 0 it is `adabelief`, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { adabeliefCG } from '@momenta/optimizers'
 *
 * adabeliefCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adabeliefCG: Factory<AdabeliefCGOptions, Optimizer> = withCriticalGradients(adabelief)

/** Options of {@link adabeliefCM}. */
export interface AdabeliefCMOptions extends AdabeliefOptimizerOptions, RememberOptions {}

/**
 * AdaBelief with critical momenta: the aggregate m + mean of the buffer replaces the momentum, in
 * the second moment too.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-16, `epsRoot` 1e-16,
 * `capacity` 5, `policy` priority(), `aggregator` currentPlusMean(), `key` gradientNorm(), `read`
 * 'before', `kappa` the aggregator's.
 *
 * With capacity 0 or kappa 0 it is the same chain without the buffer: its second moment is that of
 * the momentum, not of the gradient.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { adabeliefCM } from '@momenta/optimizers'
 *
 * adabeliefCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adabeliefCM: Factory<AdabeliefCMOptions, Optimizer> = withCriticalMomenta(adabelief)
