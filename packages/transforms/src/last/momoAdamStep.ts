import { describe, nextCount, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { isMomo, lowerBound, type Momo, momoOptions, noMomo, stepSize } from './momo.js'
import { settle } from './settle.js'
import { total } from './total.js'

const options = {
  ...momoOptions,
  /** α, the largest step, >= 0. Default 0.01. */
  learningRate: hyperparameter(ranges.nonNegative, 0.01),
  /** β₁, the decay of the loss and of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε, added to the root, > 0. Default 1e-8. */
  eps: hyperparameter(ranges.positive, 1e-8),
}

/** Options of {@link momoAdamStep}. */
export interface MomoAdamStepOptions extends OptionsOf<typeof options> {}

/**
 * MoMo with Adam's second moment, the last part of a chain: averages f̄ of the loss, m of the
 * gradients, γ of ⟨g, θ⟩ and v of g²; D = ε + √(v/(1 − β₂ᵗ)); e = 1 − β₁ᵗ; τ = min(α/e, max((1 + α
 * λ) (f̄ − e f* − γ) + ⟨m, θ⟩, 0)/⟨m, m/D⟩); θ ← θ − α λ θ/(1 + α λ) − τ m/D.
 *
 * Inner products are over all leaves of this part: one readback per step, with the loss. State: two
 * copies of the parameters. If the loss or ⟨g, θ⟩ is infinite or NaN, every update is NaN and the
 * host state stays; `applyIfFinite` skips gradients that lead there. In float32 an element of v
 * overflows for gradients above 1e19, and stays in its place. Hyperparameters: `learningRate`,
 * `lowerBound`, `weightDecay`, `b1`, `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Schaipp et al., arXiv 2305.07583; as in Optax.
 *
 * @example
 * import { momoAdamStep } from '@momenta/transforms'
 *
 * momoAdamStep().map(({ name }) => name) // => ['momoAdamStep']
 */
export const momoAdamStep: Factory<MomoAdamStepOptions, Transform> = defineFactory(
  'momoAdamStep',
  options,
  (given) => {
    const numbersOf = ({ count }: Momo, hyper: { readonly [name: string]: number }) => {
      const { b1 = 0, b2 = 0, eps = 0 } = hyper
      return { b1, c1: 1 - b1, b2, c2: 1 - b2, eps, correction: 1 / (1 - b2 ** (count + 1)) }
    }
    return describe({
      name: 'momoAdamStep',
      slots: { mu: 'zeros', nu: 'zeros' },
      ...describeOptions(options, given),
      needs: ['value'],
      init: noMomo,
      accepts: isMomo,
      reductions: {
        scalars: numbersOf,
        sums: (x, { updates: g, params, slots: s, scalars: k }) => {
          const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, g))
          const nu = x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.mul(g, g)))
          const root = x.add(k.eps, x.sqrt(x.mul(nu, k.correction)))
          const scaled = x.div(mu, root)
          return { grads: x.mul(g, params), squares: x.mul(mu, scaled), inner: x.mul(mu, params) }
        },
      },
      plan: (host: Momo, { sums, value }, hyper) => {
        const { learningRate = 1, weightDecay = 0, lowerBound: least = 0 } = hyper
        const k = numbersOf(host, hyper)
        const average = (old: number | null, now: number) => k.b1 * (old ?? 0) + k.c1 * now
        const [loss, product] = [
          average(host.loss, value),
          average(host.product, total(sums.grads)),
        ]
        const [squares, inner] = [total(sums.squares), total(sums.inner)]
        const shrink = 1 + learningRate * weightDecay
        const bias = 1 - k.b1 ** (host.count + 1)
        const cap = shrink * (loss - product) + inner
        const bound = given.adaptLowerBound
          ? lowerBound(cap, shrink * bias, host.bound ?? least, least)
          : least
        const gap = cap - shrink * bias * bound
        const size = squares === 0 ? 0 : stepSize(gap, squares, learningRate / bias)
        const learned = (loss + inner - product - (size * squares) / 2) / bias
        return settle(
          host,
          {
            ...{ count: nextCount('momoAdamStep', host.count), loss, product },
            bound: given.adaptLowerBound ? Math.max(learned, least) : null,
          },
          { ...k, size: -size, decay: -(learningRate * weightDecay) / shrink },
        )
      },
      body: (x, { updates: g, params, slots: s, scalars: k }) => {
        const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, g))
        const nu = x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.mul(g, g)))
        const root = x.add(k.eps, x.sqrt(x.mul(nu, k.correction)))
        const moved = x.mul(k.size, x.div(mu, root))
        return { updates: x.add(x.mul(k.decay, params), moved), slots: { mu, nu } }
      },
    })
  },
)
