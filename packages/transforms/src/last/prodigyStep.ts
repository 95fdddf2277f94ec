import { describe, nextCount, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  flag,
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
  /** β₃, the decay of the estimate's sums, in [0, 1). Default √β₂. */
  b3: optional(hyperparameter(ranges.decay, 0.99)),
  /** A factor of the estimate, > 0. Default 1. */
  coefficient: hyperparameter(ranges.positive, 1),
  /** The largest factor by which the estimate grows in a step, >= 1. Default none. */
  growthRate: optional(hyperparameter(ranges.positive, 2)),
  /** Whether the denominator leaves out the learning rate, for warmups. Default false. */
  safeguardWarmup: flag(false),
}

/** Options of {@link prodigyStep}. */
export interface ProdigyStepOptions extends OptionsOf<typeof options> {}

/** The largest estimate so far, which `growthRate` has not yet let through, beside the others. */
type ProdigyState = Distance & { readonly largest: number | null }

/**
 * Prodigy, the last part of a chain, in place of Adam and the learning rate: an estimate d of the
 * distance from the start to the solution takes the place of the learning rate.
 *
 * D = α d √(1 − β₂ᵗ)/(1 − β₁ᵗ); r = β₃ r + d D ⟨g, θ₀ − θ⟩/d₀; s = β₃ s + d D g/d₀; m = β₁ m + (1 −
 * β₁) d u; v = β₂ v + (1 − β₂) d² u²; d' = max(d, c r/‖s‖₁); θ ← θ − λ D θ − D m/(√v + d' ε),
 * where g is u, or the gradient if `of` is 'grads'.
 *
 * Inner products and norms are over all leaves of this part: one readback per step. State: four
 * copies of the parameters. If a sum is infinite or NaN, every update is NaN and the estimate
 * stays; `applyIfFinite` skips gradients that lead there. Hyperparameters:
 * `learningRate`, `b1`, `b2`, `eps`, `weightDecay`, `b3`, `coefficient`, `growthRate`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Mishchenko and Defazio, arXiv 2306.06101; as in Optax.
 *
 * @example
 * import { prodigyStep } from '@momenta/transforms'
 *
 * prodigyStep().map(({ name }) => name) // => ['prodigyStep']
 */
export const prodigyStep: Factory<ProdigyStepOptions, Transform> = defineFactory(
  'prodigyStep',
  options,
  (given) => {
    const { initialDistance: d0, biasCorrection, safeguardWarmup } = given
    /** The numbers of a step that both its sums and its plan use. */
    const numbersOf = ({ count, distance }: ProdigyState, hyper: { [name: string]: number }) => {
      const { learningRate = 1, b1 = 0, b2 = 0, b3 = Math.sqrt(b2) } = hyper
      const d = distance ?? d0
      const step = d * learningRate * (biasCorrection ? biasFactor(b1, b2, count + 1) : 1)
      return { d, step, b1, b2, b3, share: ((safeguardWarmup ? d : step) * d) / d0 }
    }
    /** The estimate and the largest one so far. */
    const estimate = (d: number, largest: number, found: number, growth: number) => {
      const first = d === d0 ? Math.max(d, found) : d
      const most = Math.max(largest, found)
      return { most, next: Math.min(most, first * growth) }
    }
    return describe({
      name: 'prodigyStep',
      slots: { mu: 'zeros', nu: 'zeros', sum: 'zeros', origin: 'params' },
      ...describeOptions(options, given),
      init: (): ProdigyState => ({ ...noDistance(), largest: null }),
      accepts: (host: ProdigyState) =>
        isDistance(host) && (host.largest === null || typeof host.largest === 'number'),
      reductions: {
        scalars: (host: ProdigyState, hyper) => {
          const { b3, share } = numbersOf(host, hyper)
          return { b3, share }
        },
        sums: (x, { updates: u, grads, params, slots: s, scalars: k }) => {
          const g = given.of === 'grads' ? grads : u
          return {
            dot: x.mul(g, x.sub(s.origin, params)),
            size: x.abs(x.add(x.mul(k.b3, s.sum), x.mul(k.share, g))),
          }
        },
      },
      plan: (host: ProdigyState, { sums }, hyper) => {
        const { d, step, b1, b2, b3, share } = numbersOf(host, hyper)
        const { coefficient = 1, growthRate = Number.POSITIVE_INFINITY } = hyper
        const { weightDecay = 0, eps = 0 } = hyper
        const numerator = b3 * (host.numerator ?? 0) + (d / d0) * step * total(sums.dot)
        const size = total(sums.size)
        const found = size === 0 ? 0 : (coefficient * numerator) / size
        const { most, next } = estimate(d, host.largest ?? d0, found, growthRate)
        return settle(
          host,
          {
            count: nextCount('prodigyStep', host.count),
            distance: next,
            numerator,
            largest: most,
          },
          {
            ...{ b1, c1: (1 - b1) * d, b2, c2: (1 - b2) * d * d, b3, share },
            ...{ step: -step, decay: -weightDecay * step, eps: next * eps },
          },
        )
      },
      body: (x, { updates: u, grads, params, slots: s, scalars: k }) => {
        const g = given.of === 'grads' ? grads : u
        const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u))
        const nu = x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.mul(u, u)))
        const moved = x.div(x.mul(k.step, mu), x.add(x.sqrt(nu), k.eps))
        const sum = x.add(x.mul(k.b3, s.sum), x.mul(k.share, g))
        return {
          updates: x.add(x.mul(k.decay, params), moved),
          slots: { mu, nu, sum, origin: s.origin },
        }
      },
    })
  },
)
