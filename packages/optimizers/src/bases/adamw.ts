import type { Optimizer, RememberOptions } from '@momenta/core'
import { type Factory, hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import type { CommonOptions } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { withCriticalGradients } from '../withCriticalGradients.js'
import { withCriticalMomenta } from '../withCriticalMomenta.js'
import { adamBase } from './adam.js'
import type { AdamOptions } from './adamRule.js'
import type { Cut } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'

/** The options whose defaults are Adamw's own. */
const own = {
  ...decoupledDecay,
  /** λ >= 0: shrinks the parameters. Default 0.01. */
  weightDecay: hyperparameter(ranges.nonNegative, 0.01),
}

/** Options of {@link adamw}. */
export interface AdamwOptimizerOptions
  extends AdamOptions,
    Omit<CommonOptions, 'weightDecay' | 'decoupled'>,
    OptionsOf<typeof own> {}

/**
 * Adam with decoupled weight decay: θ ← θ − α (m̂ / (√v̂ + ε) + λ θ).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` 0.01, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` false,
 * `nesterov` false, `startup` 'debiased'.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Loshchilov and Hutter, arXiv 1711.05101.
 *
 * @example
 * import { adamw } from '@momenta/optimizers'
 *
 * adamw().transform.map(({ name }) => name) // => ['scaleByAdam', 'addDecayedWeights', 'scaleByLearningRate']
 */
export const adamw: FinishedOptimizer<AdamwOptimizerOptions, Cut> = defineOptimizer(
  'adamw',
  adamBase,
  own,
)

/** Options of {@link adamwCG}. */
export interface AdamwCGOptions extends AdamwOptimizerOptions, RememberOptions {}

/**
 * AdamW with critical gradients: the aggregate g + mean of the buffer replaces the gradient.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` 0.01, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` false,
 * `nesterov` false, `startup` 'debiased', `capacity` 5, `policy` priority(), `aggregator`
 * currentPlusMean(), `key` gradientNorm(), `read` 'before', `kappa` the aggregator's.
 *
 * With capacity 0 or kappa 0 it is `adamw`, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { adamwCG } from '@momenta/optimizers'
 *
 * adamwCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adamwCG: Factory<AdamwCGOptions, Optimizer> = withCriticalGradients(adamw)

/** Options of {@link adamwCM}. */
export interface AdamwCMOptions
  extends Omit<AdamwOptimizerOptions, 'startup'>,
    Cut,
    RememberOptions {}

/**
 * AdamW with critical momenta: the aggregate m + mean of the buffer replaces the momentum, in the
 * second moment too.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` 0.01, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` false,
 * `nesterov` false, `capacity` 5, `policy` priority(), `aggregator` currentPlusMean(), `key`
 * gradientNorm(), `read` 'before', `kappa` the aggregator's, `nu` 'aggregate', `startup` 'burst'.
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
 * import { adamwCM } from '@momenta/optimizers'
 *
 * adamwCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adamwCM: Factory<AdamwCMOptions, Optimizer> = withCriticalMomenta(adamw)
