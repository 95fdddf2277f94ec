import { describe, nextCount, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  optional,
  ranges,
} from '@momenta/options'
import {
  biasFactor,
  type Distance,
  distanceOptions,
  isDistance,
  noDistance,
} from './distanceOptions.js'
import { settle } from './settle.js'
import { total } from './total.js'

const options = {
  ...distanceOptions,
  /** The largest factor by which the estimate grows in a step, > 0. Default none. */
  growthRate: optional(hyperparameter(ranges.positive, 2)),
}

/** Options of {@link dadaptAdamStep}. */
export interface DadaptAdamStepOptions extends OptionsOf<typeof options> {}

/**
 * D-Adaptation of Adam, the last part of a chain, in place of Adam and the learning rate: an
 * estimate d of the distance from the start to the solution takes the place of the learning rate.
 *
 * D = α d √(1 − β₂ᵗ)/(1 − β₁ᵗ); q = √β₂; r = q r + (1 − q) D ⟨g, s/(√v + ε)⟩; m = β₁ m + (1 − β₁) D
 * u; v = β₂ v + (1 − β₂) u²; s = q s + (1 − q) D g; d' = max(d, r/((1 − q) ‖s‖₁)); θ ← θ − λ D θ −
 * m/(√v + ε), where g is u, or the gradient if `of` is 'grads'.
 *
 * Inner products and norms are over all leaves of this part: one readback per step. State: three
 * copies of the parameters. If a sum is infinite or NaN, every update is NaN and the estimate
 * stays; `applyIfFinite` skips gradients that lead there. Hyperparameters:
 * `learningRate`, `b1`, `b2`, `eps`, `weightDecay`, `growthRate`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Defazio and Mishchenko, arXiv 2301.07733; as in Optax's `dadapt_adamw`.
 *
 * @example
 * import { dadaptAdamStep } from '@momenta/transforms'
 *
 * dadaptAdamStep().map(({ name }) => name) // => ['dadaptAdamStep']
 */
export const dadaptAdamStep: Factory<DadaptAdamStepOptions, Transform> = defineFactory(
  'dadaptAdamStep',
  options,
  (given) => {
    const { initialDistance, biasCorrection } = given
    /** The numbers of a step that both its sums and its plan use. */
    const numbersOf = ({ count, distance }: Distance, hyper: { [name: string]: number }) => {
      const { learningRate = 1, b1 = 0, b2 = 0, eps = 0 } = hyper
      const d = distance ?? initialDistance
      const step = d * learningRate * (biasCorrection ? biasFactor(b1, b2, count + 1) : 1)
      const q = Math.sqrt(b2)
      return { d, step, b1, b2, eps, q, share: (1 - q) * step }
    }
    return describe({
      name: 'dadaptAdamStep',
      slots: { mu: 'zeros', nu: 'zeros', sum: 'zeros' },
      ...describeOptions(options, given),
      init: noDistance,
      accepts: isDistance,
      reductions: {
        scalars: (host: Distance, hyper) => {
          const { eps, q, share } = numbersOf(host, hyper)
          return { eps, q, share }
        },
        sums: (x, { updates: u, grads, slots: s, scalars: k }) => {
          const g = given.of === 'grads' ? grads : u
          return {
            dot: x.mul(g, x.div(s.sum, x.add(x.sqrt(s.nu), k.eps))),
            size: x.abs(x.add(x.mul(k.q, s.sum), x.mul(k.share, g))),
          }
        },
      },
      plan: (host: Distance, { sums }, hyper) => {
        const { d, step, b1, b2, eps, q, share } = numbersOf(host, hyper)
        const { weightDecay = 0, growthRate = Number.POSITIVE_INFINITY } = hyper
        // s, and with it the products, are 0 in the first step: 0/0 in the first with ε = 0
        const dot = host.count === 0 ? 0 : total(sums.dot)
        const numerator = q * (host.numerator ?? 0) + (1 - q) * step * dot
        const size = total(sums.size)
        const found = size === 0 ? 0 : numerator / ((1 - q) * size)
        return settle(
          host,
          {
            count: nextCount('dadaptAdamStep', host.count),
            distance: Math.max(d, Math.min(found, d * growthRate)),
            numerator,
          },
          {
            ...{ b1, c1: (1 - b1) * step, b2, c2: 1 - b2, eps, q, share },
            decay: -weightDecay * step,
          },
        )
      },
      body: (x, { updates: u, grads, params, slots: s, scalars: k }) => {
        const g = given.of === 'grads' ? grads : u
        const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u))
        const nu = x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.mul(u, u)))
        const sum = x.add(x.mul(k.q, s.sum), x.mul(k.share, g))
        const moved = x.div(mu, x.add(x.sqrt(nu), k.eps))
        return { updates: x.sub(x.mul(k.decay, params), moved), slots: { mu, nu, sum } }
      },
    })
  },
)
