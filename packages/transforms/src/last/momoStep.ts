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
  /** β, the decay of all averages, in [0, 1). Default 0.9. */
  beta: hyperparameter(ranges.decay, 0.9),
}

/** Options of {@link momoStep}. */
export interface MomoStepOptions extends OptionsOf<typeof options> {}

const machineEpsilon = 2 ** -52

/**
 * MoMo, momentum with a model-based step size, the last part of a chain: averages f̄ of the loss, m
 * of the gradients and γ of ⟨g, θ⟩ (in the first step the values themselves); τ = min(α, max((1 + α
 * λ) (f̄ − f* − γ) + ⟨m, θ⟩, 0)/‖m‖²), 0 for ‖m‖² <= 2⁻⁵²; θ ← θ − α λ θ/(1 + α λ) − τ m.
 *
 * With `adaptLowerBound` f* is learned: it is halved on the way to the model's value where it
 * exceeds that.
 *
 * Inner products are over all leaves of this part: one readback per step, with the loss. State: one
 * copy of the parameters. If the loss or ⟨g, θ⟩ is infinite or NaN, every update is NaN and the
 * host state stays; `applyIfFinite` skips gradients that lead there. In float32 ‖m‖² overflows for
 * gradients above 1e19, and τ is 0. Hyperparameters: `learningRate`, `lowerBound`, `weightDecay`,
 * `beta`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Schaipp et al., arXiv 2305.07583; as in Optax.
 *
 * @example
 * import { momoStep } from '@momenta/transforms'
 *
 * momoStep().map(({ name }) => name) // => ['momoStep']
 */
export const momoStep: Factory<MomoStepOptions, Transform> = defineFactory(
  'momoStep',
  options,
  (given) => {
    const betaOf = ({ count }: Momo, { beta = 0 }: { readonly [name: string]: number }) =>
      count === 0 ? 0 : beta
    return describe({
      name: 'momoStep',
      slots: { mu: 'zeros' },
      ...describeOptions(options, given),
      needs: ['value'],
      init: noMomo,
      accepts: isMomo,
      reductions: {
        scalars: (host: Momo, hyper) => {
          const b = betaOf(host, hyper)
          return { b, rest: 1 - b }
        },
        sums: (x, { updates: g, params, slots: s, scalars: k }) => {
          const mu = x.add(x.mul(k.b, s.mu), x.mul(k.rest, g))
          return { grads: x.mul(g, params), squares: x.mul(mu, mu), inner: x.mul(mu, params) }
        },
      },
      plan: (host: Momo, { sums, value }, hyper) => {
        const { learningRate = 1, weightDecay = 0, lowerBound: least = 0 } = hyper
        const b = betaOf(host, hyper)
        const average = (old: number | null, now: number) => b * (old ?? 0) + (1 - b) * now
        const [loss, product] = [
          average(host.loss, value),
          average(host.product, total(sums.grads)),
        ]
        const [squares, inner] = [total(sums.squares), total(sums.inner)]
        const shrink = 1 + learningRate * weightDecay
        const cap = shrink * (loss - product) + inner
        const bound = given.adaptLowerBound
          ? lowerBound(cap, shrink, host.bound ?? least, least)
          : least
        const size =
          squares <= machineEpsilon ? 0 : stepSize(cap - shrink * bound, squares, learningRate)
        const learned = loss + inner - product - (size * squares) / 2
        return settle(
          host,
          {
            ...{ count: nextCount('momoStep', host.count), loss, product },
            bound: given.adaptLowerBound ? Math.max(learned, least) : null,
          },
          { ...{ b, rest: 1 - b, size: -size }, decay: -(learningRate * weightDecay) / shrink },
        )
      },
      body: (x, { updates: g, params, slots: s, scalars: k }) => {
        const mu = x.add(x.mul(k.b, s.mu), x.mul(k.rest, g))
        return { updates: x.add(x.mul(k.decay, params), x.mul(k.size, mu)), slots: { mu } }
      },
    })
  },
)
