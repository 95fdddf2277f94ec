import { describe, nextCount, pow, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { companions, hessianOf } from './hessian.js'

const options = {
  /** β₂, the decay of the second moment of the Hessian, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε > 0, added to the denominator. Default 1e-8. */
  eps: hyperparameter(ranges.positive, 1e-8),
  /** k > 0, the power of the root mean square of the Hessian. Default 1. */
  power: number(ranges.positive, 1),
}

/** Options of {@link scaleByAdahessian}. */
export interface ScaleByAdahessianOptions extends OptionsOf<typeof options> {}

/**
 * AdaHessian's scaling of a momentum: u' = u/((v/(1 − β₂ᵗ))^(k/2) + ε), with the average v = β₂ v +
 * (1 − β₂) H² of squares of the diagonal of the Hessian.
 *
 * H is the companion `hessian` of the gradient: add an estimator such as `hutchinson` to the
 * optimizer. In steps without it v stays; t counts all steps. State: one copy of the parameters. A
 * Hessian that is infinite or NaN stays in the average. Where it is 0 the update is divided by ε.
 * Hyperparameters: `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type; an interpreter throws a TypeError if no estimator gives `hessian`.
 *
 * Source: Yao et al., arXiv 2006.00719, without averages over space.
 *
 * @example
 * import { scaleByAdahessian } from '@momenta/transforms/curvature'
 *
 * scaleByAdahessian()[0].companions // => ['hessian']
 */
export const scaleByAdahessian: Factory<ScaleByAdahessianOptions, Transform> = defineFactory(
  'scaleByAdahessian',
  options,
  (given) => {
    const { power } = given
    return describe({
      name: 'scaleByAdahessian',
      slots: { v: 'zeros' },
      ...describeOptions(options, given),
      companions,
      init: () => 0,
      plan: (count: number, seen, { b2 = 0, eps = 0 }) => {
        const next = nextCount('scaleByAdahessian', count)
        const correction = 1 / (1 - b2 ** next)
        return {
          next,
          plan: { scalars: { b2, rest: 1 - b2, eps, correction }, ...hessianOf(seen) },
        }
      },
      body: (x, { updates: u, slots: s, more: { hessian }, scalars: k }) => {
        const v =
          hessian === undefined
            ? s.v
            : x.add(x.mul(k.b2, s.v), x.mul(k.rest, x.mul(hessian, hessian)))
        const corrected = x.mul(v, k.correction)
        const root = power === 1 ? x.sqrt(corrected) : pow(x, corrected, x.of(power / 2))
        return { updates: x.div(u, x.add(root, k.eps)), slots: { v } }
      },
    })
  },
)
