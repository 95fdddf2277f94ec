import type { Optimizer, RememberOptions } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { lionMomentum, scaleByLion, scaleBySign } from '@momenta/transforms'
import { type CommonOptions, learningRateOption } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { withCriticalGradients } from '../withCriticalGradients.js'
import { withCriticalMomenta } from '../withCriticalMomenta.js'
import type { Base } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'

const options = {
  /** Share of the momentum in the direction, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** Decay of the momentum, in [0, 1). Default 0.99. */
  b2: hyperparameter(ranges.decay, 0.99),
}

/** Options of Lion. */
export interface LionOptions extends OptionsOf<typeof options> {}

/**
 * The rule of Lion; cut in two, the interpolated momentum and its sign.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * @example
 * import { lionBase } from '@momenta/optimizers'
 *
 * lionBase().halves({}).map(([part]) => part.name) // => ['lionMomentum', 'scaleBySign']
 */
export const lionBase: Factory<LionOptions, Base> = defineFactory('lionBase', options, (given) => ({
  whole: scaleByLion(given),
  cuts: [],
  halves: () => [lionMomentum(given), scaleBySign()],
}))

/** The options whose defaults are Lion's own. */
const own = {
  ...decoupledDecay,
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 1e-4.
   */
  learningRate: learningRateOption(1e-4),
}

/** Options of {@link lion}. */
export interface LionOptimizerOptions
  extends LionOptions,
    Omit<CommonOptions, 'learningRate' | 'decoupled'>,
    OptionsOf<typeof own> {}

/**
 * Lion: u = sign(β₁ m + (1 − β₁) g); m = β₂ m + (1 − β₂) g; θ ← θ − α (u + λ θ).
 *
 * Options and defaults: `learningRate` 0.0001, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.99.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Chen et al., arXiv 2302.06675.
 *
 * @example
 * import { lion } from '@momenta/optimizers'
 *
 * lion().transform.map(({ name }) => name) // => ['lionMomentum', 'scaleBySign', 'scaleByLearningRate']
 */
export const lion: FinishedOptimizer<LionOptimizerOptions> = defineOptimizer('lion', lionBase, own)

/** Options of {@link lionCG}. */
export interface LionCGOptions extends LionOptimizerOptions, RememberOptions {}

/**
 * Lion with critical gradients: the aggregate g + mean of the buffer replaces the gradient.
 *
 * Options and defaults: `learningRate` 0.0001, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.99, `capacity` 5, `policy`
 * priority(), `aggregator` currentPlusMean(), `key` gradientNorm(), `read` 'before', `kappa` the
 * aggregator's.
 *
 * With capacity 0 or kappa 0 it is `lion`, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { lionCG } from '@momenta/optimizers'
 *
 * lionCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const lionCG: Factory<LionCGOptions, Optimizer> = withCriticalGradients(lion)

/** Options of {@link lionCM}. */
export interface LionCMOptions extends LionOptimizerOptions, RememberOptions {}

/**
 * Lion with critical momenta: the aggregate m + mean of the buffer replaces the momentum.
 *
 * Options and defaults: `learningRate` 0.0001, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.99, `capacity` 5, `policy`
 * priority(), `aggregator` currentPlusMean(), `key` gradientNorm(), `read` 'before', `kappa` the
 * aggregator's.
 *
 * With capacity 0 or kappa 0 it is `lion`, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { lionCM } from '@momenta/optimizers'
 *
 * lionCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const lionCM: Factory<LionCMOptions, Optimizer> = withCriticalMomenta(lion)
