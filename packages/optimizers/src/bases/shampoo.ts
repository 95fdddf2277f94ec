import { flag, hyperparameter, number, type OptionsOf, optional, ranges } from '@momenta/options'
import { scaleByShampoo } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** The share of the last step in the next gradient, in [0, 1). Default none. */
  momentum: optional(hyperparameter(ranges.decay, 0.9)),
  /** The preconditioners are computed in every such step, a positive integer. Default 1. */
  every: number(ranges.positiveCount, 1),
  /** ε >= 0, times the identity: where the sums of products start. Default 1e-6. */
  eps: number(ranges.nonNegative, 1e-6),
  /** Longer axes are not preconditioned, a positive integer. Default 1024. */
  maxSize: number(ranges.positiveCount, 1024),
  /**
   * Whether consecutive axes are one while their product is at most `maxSize`, as for kernels of
   * convolutions. Default false.
   */
  merge: flag(false),
  /** β₁ of critical momenta, which average gradients first, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** Options of {@link shampoo}. */
export interface ShampooOptions extends Omit<OptimizerOptions<typeof options>, 'b1'> {}

/**
 * Shampoo: a gradient preconditioned along each of its axes, for a matrix θ ← θ − α (Σ G Gᵀ + ε
 * I)^(−1/4) G (Σ Gᵀ G + ε I)^(−1/4).
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `momentum` none, `every` 1, `eps` 0.000001, `maxSize`
 * 1024, `merge` false.
 *
 * The roots are computed on the host, with work cubic in the length of an axis: choose a larger
 * `every` for axes beyond 100. The backend must be one that can be read synchronously.
 *
 * In float32 the squares of gradients above 1e18 overflow, and steps are NaN: clip them before, as
 * by `clipNorm`.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Gupta et al., arXiv 1802.09568.
 *
 * @example
 * import { shampoo } from '@momenta/optimizers'
 *
 * shampoo().transform.map(({ name }) => name) // => ['scaleByShampoo', 'scaleByLearningRate']
 */
export const shampoo: FinishedOptimizer<
  ShampooOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('shampoo', {
  options,
  base: ({ b1, momentum, ...rest }) =>
    averagedFirst(b1, scaleByShampoo({ ...rest, ...(momentum === undefined ? {} : { momentum }) })),
})
