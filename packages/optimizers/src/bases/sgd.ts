import { fromOptions, identity, type Optimizer, type RememberOptions } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { trace } from '@momenta/transforms'
import { type CommonOptions, learningRateOption } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { withCriticalGradients } from '../withCriticalGradients.js'
import { withCriticalMomenta } from '../withCriticalMomenta.js'
import type { Base } from './Base.js'

const options = {
  /** Decay of the momentum, in [0, 1); 0 is plain gradient descent. Default 0.9. */
  momentum: hyperparameter(ranges.decay, 0.9),
  /** Share of the new gradient that is held back from the momentum, in [0, 1). Default 0. */
  dampening: hyperparameter(ranges.decay, 0),
  /** Looks one step ahead. Default false. */
  nesterov: flag(false),
}

/** Options of SGD. */
export interface SgdOptions extends OptionsOf<typeof options> {}

/**
 * The rule of SGD with momentum: the whole momentum is the direction.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * @example
 * import { sgdBase } from '@momenta/optimizers'
 *
 * sgdBase().whole.map(({ name }) => name) // => ['trace']
 */
export const sgdBase: Factory<SgdOptions, Base> = defineFactory(
  'sgdBase',
  options,
  ({ momentum, dampening, nesterov }) => {
    const whole =
      momentum === 0
        ? identity
        : fromOptions(trace({ decay: momentum, dampening, nesterov }), { decay: 'momentum' })
    return { whole, cuts: [], halves: () => [whole, identity] }
  },
)

/** The options whose defaults are Sgd's own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.01.
   */
  learningRate: learningRateOption(0.01),
}

/** Options of {@link sgd}. */
export interface SgdOptimizerOptions
  extends SgdOptions,
    Omit<CommonOptions, 'learningRate'>,
    OptionsOf<typeof own> {}

/**
 * SGD with momentum: buf = μ buf + g; θ ← θ − α buf.
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `momentum` 0.9, `dampening` 0, `nesterov` false.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Polyak 1964; Sutskever et al. 2013.
 *
 * @example
 * import { sgd } from '@momenta/optimizers'
 *
 * sgd().transform.map(({ name }) => name) // => ['trace', 'scaleByLearningRate']
 */
export const sgd: FinishedOptimizer<SgdOptimizerOptions> = defineOptimizer('sgd', sgdBase, own)

/** Options of {@link sgdCG}. */
export interface SgdCGOptions extends SgdOptimizerOptions, RememberOptions {}

/**
 * SGD with critical gradients: the aggregate g + mean of the buffer replaces the gradient.
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `momentum` 0.9, `dampening` 0, `nesterov` false,
 * `capacity` 5, `policy` priority(), `aggregator` currentPlusMean(), `key` gradientNorm(), `read`
 * 'before', `kappa` the aggregator's.
 *
 * With capacity 0 or kappa 0 it is `sgd`, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { sgdCG } from '@momenta/optimizers'
 *
 * sgdCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const sgdCG: Factory<SgdCGOptions, Optimizer> = withCriticalGradients(sgd)

/** Options of {@link sgdCM}. */
export interface SgdCMOptions extends SgdOptimizerOptions, RememberOptions {}

/**
 * SGD with critical momenta: the aggregate m + mean of the buffer replaces the momentum.
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `momentum` 0.9, `dampening` 0, `nesterov` false,
 * `capacity` 5, `policy` priority(), `aggregator` currentPlusMean(), `key` gradientNorm(), `read`
 * 'before', `kappa` the aggregator's.
 *
 * With capacity 0 or kappa 0 it is `sgd`, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: equations (4) to (7) of arXiv 2307.09638.
 *
 * @example
 * import { sgdCM } from '@momenta/optimizers'
 *
 * sgdCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const sgdCM: Factory<SgdCMOptions, Optimizer> = withCriticalMomenta(sgd)
