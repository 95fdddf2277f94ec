import { describe, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { companions, hessianOf } from './hessian.js'

const options = {
  /** β₂, the decay of the average of the Hessian, in [0, 1). Default 0.99. */
  b2: hyperparameter(ranges.decay, 0.99),
  /** γ > 0, the factor of the Hessian. Default 0.01. */
  gamma: hyperparameter(ranges.positive, 0.01),
  /** ε > 0, the minimum of γ h. Default 1e-8. */
  eps: hyperparameter(ranges.positive, 1e-8),
  /** The largest absolute value of an update, > 0. Default 1. */
  threshold: hyperparameter(ranges.positive, 1),
  /**
   * Whether the step divides by the average before its own Hessian, as in Optax, or after. Default
   * true.
   */
  lagging: flag(true),
}

/** Options of {@link scaleBySophia}. */
export interface ScaleBySophiaOptions extends OptionsOf<typeof options> {}

/**
 * Sophia's scaling of a momentum by the curvature: u' = clip(u/max(γ h, ε), −t, t), with the
 * average h = β₂ h + (1 − β₂) H of the diagonal of the Hessian.
 *
 * H is the companion `hessian` of the gradient: add an estimator such as `hutchinson` to the
 * optimizer. In steps without it h stays. Where the curvature is negative or unknown, h <= 0, the
 * update is ±t. State: one copy of the parameters. A Hessian that is infinite or NaN stays in the
 * average. Hyperparameters: `b2`, `gamma`, `eps`, `threshold`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type; an interpreter throws a TypeError if no estimator gives `hessian`.
 *
 * Source: Liu et al., arXiv 2305.14342, algorithm 3; `lagging` as in Optax.
 *
 * @example
 * import { scaleBySophia } from '@momenta/transforms/curvature'
 *
 * scaleBySophia()[0].companions // => ['hessian']
 */
export const scaleBySophia: Factory<ScaleBySophiaOptions, Transform> = defineFactory(
  'scaleBySophia',
  options,
  (given) =>
    describe({
      name: 'scaleBySophia',
      slots: { h: 'zeros' },
      ...describeOptions(options, given),
      companions,
      init: () => null,
      plan: (host, seen, { b2 = 0, gamma = 0, eps = 0, threshold = 0 }) => ({
        next: host,
        plan: { scalars: { b2, rest: 1 - b2, gamma, eps, threshold }, ...hessianOf(seen) },
      }),
      body: (x, { updates: u, slots: s, more: { hessian }, scalars: k }) => {
        const h = hessian === undefined ? s.h : x.add(x.mul(k.b2, s.h), x.mul(k.rest, hessian))
        const scaled = x.div(u, x.max(x.mul(k.gamma, given.lagging ? s.h : h), k.eps))
        const clipped = x.max(x.min(scaled, k.threshold), x.neg(k.threshold))
        return { updates: clipped, slots: { h } }
      },
    }),
)
