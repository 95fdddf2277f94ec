import type { Optimizer, RememberOptions } from '@momenta/core'
import { defineFactory, type Factory, flag, type OptionsOf } from '@momenta/options'
import type { CommonOptions } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { withCriticalGradients } from '../withCriticalGradients.js'
import { withCriticalMomenta } from '../withCriticalMomenta.js'
import { type AdamOptions, adamOptions, adamRule } from './adamRule.js'
import type { Base, Cut } from './Base.js'

const ruleOwn = {
  /** Divides by the maximum of the second moments so far. Default true. */
  amsgrad: flag(true),
}

/** Options of AMSGrad: those of Adam. */
export interface AmsgradOptions extends Omit<AdamOptions, 'amsgrad'>, OptionsOf<typeof ruleOwn> {}

/**
 * The rule of AMSGrad: that of Adam with the maximum of the second moments so far.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * @example
 * import { amsgradBase } from '@momenta/optimizers'
 *
 * Object.keys(amsgradBase().whole[0].slots) // => ['mu', 'nu', 'nuMax']
 */
export const amsgradBase: Factory<AmsgradOptions, Base> = defineFactory(
  'amsgradBase',
  { ...adamOptions, ...ruleOwn },
  adamRule,
)

/** Options of {@link amsgrad}. */
export interface AmsgradOptimizerOptions extends AmsgradOptions, CommonOptions {}

/**
 * AMSGrad: Adam with the maximum of the second moments so far: v^ = max(v^, v); θ ← θ − α m̂ /
 * (√v^/√(1 − β₂ᵗ) + ε).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` true,
 * `nesterov` false, `startup` 'debiased'.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Reddi et al., arXiv 1904.09237; the maximum is of the uncorrected v, as in PyTorch.
 *
 * @example
 * import { amsgrad } from '@momenta/optimizers'
 *
 * amsgrad().transform.map(({ name }) => name) // => ['scaleByAdam', 'scaleByLearningRate']
 */
export const amsgrad: FinishedOptimizer<AmsgradOptimizerOptions, Cut> = defineOptimizer(
  'amsgrad',
  amsgradBase,
)

/** Options of {@link amsgradCG}. */
export interface AmsgradCGOptions extends AmsgradOptimizerOptions, RememberOptions {}

/**
 * AMSGrad with critical gradients: the aggregate g + mean of the buffer replaces the gradient.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` true,
 * `nesterov` false, `startup` 'debiased', `capacity` 5, `policy` priority(), `aggregator`
 * currentPlusMean(), `key` gradientNorm(), `read` 'before', `kappa` the aggregator's.
 *
 * With capacity 0 or kappa 0 it is `amsgrad`, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { amsgradCG } from '@momenta/optimizers'
 *
 * amsgradCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const amsgradCG: Factory<AmsgradCGOptions, Optimizer> = withCriticalGradients(amsgrad)

/** Options of {@link amsgradCM}. */
export interface AmsgradCMOptions
  extends Omit<AmsgradOptimizerOptions, 'startup'>,
    Cut,
    RememberOptions {}

/**
 * AMSGrad with critical momenta: the aggregate m + mean of the buffer replaces the momentum, in the
 * second moment too.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` true,
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
 * import { amsgradCM } from '@momenta/optimizers'
 *
 * amsgradCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const amsgradCM: Factory<AmsgradCMOptions, Optimizer> = withCriticalMomenta(amsgrad)
