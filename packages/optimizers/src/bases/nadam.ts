import type { Optimizer, RememberOptions } from '@momenta/core'
import { defineFactory, type Factory, flag, type OptionsOf } from '@momenta/options'
import type { CommonOptions } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { withCriticalGradients } from '../withCriticalGradients.js'
import { withCriticalMomenta } from '../withCriticalMomenta.js'
import { type AdamOptions, adamOptions, adamRule } from './adamRule.js'
import type { Base, Cut } from './Base.js'

const ruleOwn = {
  /** Looks one step ahead, after Dozat. Default true. */
  nesterov: flag(true),
}

/** Options of NAdam: those of Adam. */
export interface NadamOptions extends Omit<AdamOptions, 'nesterov'>, OptionsOf<typeof ruleOwn> {}

/**
 * The rule of NAdam: that of Adam with Nesterov momentum.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * @example
 * import { nadamBase } from '@momenta/optimizers'
 *
 * nadamBase().whole.map(({ name }) => name) // => ['scaleByAdam']
 */
export const nadamBase: Factory<NadamOptions, Base> = defineFactory(
  'nadamBase',
  { ...adamOptions, ...ruleOwn },
  adamRule,
)

/** Options of {@link nadam}. */
export interface NadamOptimizerOptions extends NadamOptions, CommonOptions {}

/**
 * Adam with Nesterov momentum: θ ← θ − α (β₁ m/(1 − β₁ᵗ⁺¹) + (1 − β₁) g/(1 − β₁ᵗ)) / (√v̂ + ε).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` false,
 * `nesterov` true, `startup` 'debiased'.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Dozat 2016, as in Optax.
 *
 * @example
 * import { nadam } from '@momenta/optimizers'
 *
 * nadam().transform.map(({ name }) => name) // => ['scaleByAdam', 'scaleByLearningRate']
 */
export const nadam: FinishedOptimizer<NadamOptimizerOptions, Cut> = defineOptimizer(
  'nadam',
  nadamBase,
)

/** Options of {@link nadamCG}. */
export interface NadamCGOptions extends NadamOptimizerOptions, RememberOptions {}

/**
 * NAdam with critical gradients: the aggregate g + mean of the buffer replaces the gradient.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` false,
 * `nesterov` true, `startup` 'debiased', `capacity` 5, `policy` priority(), `aggregator`
 * currentPlusMean(), `key` gradientNorm(), `read` 'before', `kappa` the aggregator's.
 *
 * With capacity 0 or kappa 0 it is `nadam`, bit for bit.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: McRae et al., arXiv 2106.10708; equation (3) of arXiv 2307.09638.
 *
 * @example
 * import { nadamCG } from '@momenta/optimizers'
 *
 * nadamCG({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const nadamCG: Factory<NadamCGOptions, Optimizer> = withCriticalGradients(nadam)

/** Options of {@link nadamCM}. */
export interface NadamCMOptions
  extends Omit<NadamOptimizerOptions, 'startup'>,
    Cut,
    RememberOptions {}

/**
 * NAdam with critical momenta: the aggregate m + mean of the buffer replaces the momentum, in the
 * second moment too.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `amsgrad` false,
 * `nesterov` true, `capacity` 5, `policy` priority(), `aggregator` currentPlusMean(), `key`
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
 * import { nadamCM } from '@momenta/optimizers'
 *
 * nadamCM({ capacity: 20 }).transform.some(({ name }) => name === 'remember') // => true
 */
export const nadamCM: Factory<NadamCMOptions, Optimizer> = withCriticalMomenta(nadam)
