import type { Estimator, LeafArithmetic, LeafOracle } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  hashIntegers,
  number,
  type OptionsOf,
  ranges,
  structuralOptions,
} from '@momenta/options'

const options = {
  /**
   * B, the number of examples over which the loss is a mean, a positive integer; 1 where it is a
   * sum. Default 1.
   */
  batch: number(ranges.positiveCount, 1),
  /** The estimate is made in the steps 0, k, 2k, …: a positive integer k. Default 1. */
  every: number(ranges.positiveCount, 1),
  /** A non-negative integer; the seeds of the draws are a function of it. Default 0. */
  seed: number(ranges.count, 0),
}

/** Options of {@link gaussNewtonBartlett}. */
export interface GaussNewtonBartlettOptions extends OptionsOf<typeof options> {}

/**
 * Adds the Gauss-Newton-Bartlett estimate of the diagonal of the Hessian to the gradients, the
 * companion `hessian`: B ĝ ⊙ ĝ, ĝ the gradients of the mean loss of B examples whose labels are
 * drawn from the model. Its mean is the diagonal of the Gauss-Newton matrix, so it is never
 * negative.
 *
 * The loss draws the labels: where its argument `evaluation` is odd, it takes those of
 * `drawLabels(logits, evaluation)` of @momenta/second-order in the place of the given ones. That
 * number is another one in each step and microbatch, a pure function of these and the seed; all
 * other evaluations have even numbers. Put this estimator before others, so that they do not change
 * the numbers. With `microbatches`, `batch` is the size of one.
 *
 * The gradients are those of the oracle. A step with an estimate calls the loss twice, others once.
 * Only evaluation 0 has an estimate: under `withSAM` it is that at the unperturbed parameters. The
 * loss must be a negative log-likelihood, such as the cross-entropy of a softmax.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Liu et al., arXiv 2305.14342, algorithm 2 (Sophia-G).
 *
 * @example
 * import { optimizer } from '@momenta/core'
 * import { gaussNewtonBartlett } from '@momenta/estimators'
 *
 * gaussNewtonBartlett({ batch: 64, every: 10 }).gives // => ['hessian']
 */
export const gaussNewtonBartlett: Factory<GaussNewtonBartlettOptions, Estimator> = defineFactory(
  'gaussNewtonBartlett',
  options,
  (given): Estimator => {
    const { batch, every, seed } = given

    return {
      name: 'gaussNewtonBartlett',
      options: structuralOptions(options, given),
      gives: ['hessian'],
      wrap:
        <L>(oracle: LeafOracle<L>, x: LeafArithmetic<L>, step: number): LeafOracle<L> =>
        (params, microbatch, evaluation = 0) => {
          if (evaluation !== 0 || step % every !== 0)
            return oracle(params, microbatch, 2 * evaluation)
          return x.scope(() => {
            const found = oracle(params, microbatch, 0)
            const hash = hashIntegers(seed, Math.floor(seed / 2 ** 32), step, microbatch)
            const draw = 2 * (hash >>> 0) + 1
            const hessian = oracle(params, microbatch, draw).grads.map((g) => {
              // the root of B first: B ĝ² overflows only where the estimate does
              const scaled = x.mul(g, x.of(Math.sqrt(batch)))
              return x.mul(scaled, scaled)
            })
            return { ...found, more: { ...found.more, hessian } }
          })
        },
    }
  },
)
