import type { Optimizer, RememberOptions } from '@momenta/core'
import { defineFactory, type Factory } from '@momenta/options'
import type { CommonOptions } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { withCriticalGradients } from '../withCriticalGradients.js'
import { withCriticalMomenta } from '../withCriticalMomenta.js'
import { type AdamOptions, adamOptions, adamRule } from './adamRule.js'
import type { Base, Cut } from './Base.js'

export type { AdamOptions } from './adamRule.js'

/**
 * The rule of Adam; cut in two, the average of the gradients, and the division by the root of the
 * second moment.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * @example
 * import { adamBase } from '@momenta/optimizers'
 *
 * adamBase().halves({}).map(([part]) => part.name) // => ['ema', 'scaleByNu']
 */
export const adamBase: Factory<AdamOptions, Base> = defineFactory('adamBase', adamOptions, adamRule)

/** Options of {@link adam}. */
export interface AdamOptimizerOptions extends AdamOptions, CommonOptions {}

/**
 * Adam: m = β₁ m + (1 − β₁) g; v = β₂ v + (1 − β₂) g²; θ ← θ − α m̂ / (√v̂ + ε).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` false,
 * `nesterov` false, `startup` 'debiased'.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Kingma and Ba, arXiv 1412.6980; equations (1) and (2) of arXiv 2307.09638.
 *
 * @example
 * import { adam } from '@momenta/optimizers'
 *
 * adam().transform.map(({ name }) => name) // => ['scaleByAdam', 'scaleByLearningRate']
 */
export const adam: FinishedOptimizer<AdamOptimizerOptions, Cut> = defineOptimizer('adam', adamBase)

/** Options of {@link adamCG}. */
export interface AdamCGOptions extends AdamOptimizerOptions, RememberOptions {}

/**
 * Adam with critical gradients: the aggregate g + mean of the buffer replaces the gradient.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` false,
 * `nesterov` false, `startup` 'debiased', `capacity` 5, `policy` priority(), `aggregator`
 * currentPlusMean(), `key` gradientNorm(), `read` 'before', `kappa` the aggregator's.
 *
 * With capacity 0 or kappa 0 it is `adam`, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { adamCG } from '@momenta/optimizers'
 *
 * adamCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adamCG: Factory<AdamCGOptions, Optimizer> = withCriticalGradients(adam)

/** Options of {@link adamCM}. */
export interface AdamCMOptions
  extends Omit<AdamOptimizerOptions, 'startup'>,
    Cut,
    RememberOptions {}

/**
 * Adam with critical momenta: the aggregate m + mean of the buffer replaces the momentum, in the
 * second moment too.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
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
 * import { adamCM } from '@momenta/optimizers'
 *
 * adamCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const adamCM: Factory<AdamCMOptions, Optimizer> = withCriticalMomenta(adam)
