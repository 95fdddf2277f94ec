import { chain, fromOptions, identity, type Optimizer, type RememberOptions } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { ema, scaleByRms, trace } from '@momenta/transforms'
import { type CommonOptions, learningRateOption } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { withCriticalGradients } from '../withCriticalGradients.js'
import { withCriticalMomenta } from '../withCriticalMomenta.js'
import type { Base, Cut } from './Base.js'

const options = {
  /** Decay of the second moment, in [0, 1). Default 0.99. */
  decay: hyperparameter(ranges.decay, 0.99),
  /** Added to the root, >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** Decay of the momentum of the scaled gradient, in [0, 1). Default 0, none. */
  momentum: hyperparameter(ranges.decay, 0),
  /** Subtracts the square of the mean gradient. Default false. */
  centered: flag(false),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** Options of RMSProp. */
export interface RmspropOptions extends OptionsOf<typeof options> {}

/**
 * The rule of RMSProp; with critical momenta, its gradient is first averaged with decay b1.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * @example
 * import { rmspropBase } from '@momenta/optimizers'
 *
 * rmspropBase({ momentum: 0.9 }).whole.map(({ name }) => name) // => ['scaleByRms', 'trace']
 */
export const rmspropBase: Factory<RmspropOptions, Base> = defineFactory(
  'rmspropBase',
  options,
  ({ decay, eps, momentum, centered, b1 }) => {
    const whole = chain(
      scaleByRms({ decay, eps, centered }),
      momentum === 0
        ? identity
        : fromOptions(trace({ decay: momentum }), { decay: 'momentum', dampening: null }),
    )
    return {
      whole,
      cuts: ['startup'],
      ignored: { whole: ['b1'] },
      halves: ({ startup }) => [
        fromOptions(ema({ decay: b1, debias: startup === 'debiased' }), { decay: 'b1' }),
        whole,
      ],
    }
  },
)

/** The options whose defaults are Rmsprop's own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.01.
   */
  learningRate: learningRateOption(0.01),
}

/** Options of {@link rmsprop}. */
export interface RmspropOptimizerOptions
  extends Omit<RmspropOptions, 'b1'>,
    Omit<CommonOptions, 'learningRate'>,
    OptionsOf<typeof own> {}

/**
 * RMSProp: v = ρ v + (1 − ρ) g²; θ ← θ − α g / (√v + ε).
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `decay` 0.99, `eps` 1e-8, `momentum` 0, `centered`
 * false.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Hinton, lecture 6e; ε outside the root, as in PyTorch.
 *
 * @example
 * import { rmsprop } from '@momenta/optimizers'
 *
 * rmsprop().transform.map(({ name }) => name) // => ['scaleByRms', 'scaleByLearningRate']
 */
export const rmsprop: FinishedOptimizer<
  RmspropOptimizerOptions,
  Pick<RmspropOptions, 'b1'> & Pick<Cut, 'startup'>
> = defineOptimizer('rmsprop', rmspropBase, own)

/** Options of {@link rmspropCG}. */
export interface RmspropCGOptions extends RmspropOptimizerOptions, RememberOptions {}

/**
 * RMSProp with critical gradients: the aggregate g + mean of the buffer replaces the gradient.
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `decay` 0.99, `eps` 1e-8, `momentum` 0, `centered`
 * false, `capacity` 5, `policy` priority(), `aggregator` currentPlusMean(), `key` gradientNorm(),
 * `read` 'before', `kappa` the aggregator's.
 *
 * With capacity 0 or kappa 0 it is `rmsprop`, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { rmspropCG } from '@momenta/optimizers'
 *
 * rmspropCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const rmspropCG: Factory<RmspropCGOptions, Optimizer> = withCriticalGradients(rmsprop)

/** Options of {@link rmspropCM}. */
export interface RmspropCMOptions
  extends RmspropOptimizerOptions,
    Pick<RmspropOptions, 'b1'>,
    Pick<Cut, 'startup'>,
    RememberOptions {}

/**
 * RMSProp with critical momenta: the aggregate m + mean of the buffer replaces the momentum, in the
 * second moment too.
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `decay` 0.99, `eps` 1e-8, `momentum` 0, `centered`
 * false, `b1` 0.9, `capacity` 5, `policy` priority(), `aggregator` currentPlusMean(), `key`
 * gradientNorm(), `read` 'before', `kappa` the aggregator's, `startup` 'burst'.
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
 * import { rmspropCM } from '@momenta/optimizers'
 *
 * rmspropCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const rmspropCM: Factory<RmspropCMOptions, Optimizer> = withCriticalMomenta(rmsprop)
