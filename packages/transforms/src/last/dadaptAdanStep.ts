import { type Arithmetic, describe, nextCount, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  optional,
  ranges,
} from '@momenta/options'
import { divisorEps } from '../scaling/secondMoment.js'
import { type Distance, distanceOptions, isDistance, noDistance } from './distanceOptions.js'
import { settle } from './settle.js'
import { total } from './total.js'

const { learningRate, eps, initialDistance, weightDecay, of } = distanceOptions

const options = {
  learningRate,
  /** β₁, the decay of the momentum, in [0, 1). Default 0.98. */
  b1: hyperparameter(ranges.decay, 0.98),
  /** β₂, the decay of the average of differences, in [0, 1). Default 0.92. */
  b2: hyperparameter(ranges.decay, 0.92),
  /** β₃, the decay of the second moment and of the estimate's sums, in [0, 1). Default 0.99. */
  b3: hyperparameter(ranges.decay, 0.99),
  eps,
  initialDistance,
  weightDecay,
  /**
   * Whether the decay divides by 1 + λ D after the step, or multiplies by 1 − λ D. Default true.
   */
  proximal: flag(true),
  /** The largest factor by which the estimate grows in a step, > 0. Default none. */
  growthRate: optional(hyperparameter(ranges.positive, 2)),
  /**
   * What the second moment averages: squares, as in the paper, or `fourthPowers`, as in
   * `pytorch_optimizer.DAdaptAdan`. Default 'squares'.
   */
  averages: choice(['squares', 'fourthPowers'], 'squares'),
  of,
}

/** Options of {@link dadaptAdanStep}. */
export interface DadaptAdanStepOptions extends OptionsOf<typeof options> {}

/** δ, n and √n + ε from the last gradient and the new one. */
const averagesOf = <A>(
  x: Arithmetic<A>,
  s: { readonly last: A; readonly nu: A },
  g: A,
  k: { readonly known: A; readonly b2: A; readonly b3: A; readonly c3: A; readonly eps: A },
  averages: 'squares' | 'fourthPowers',
) => {
  const difference = x.mul(k.known, x.sub(g, s.last))
  const ahead = x.add(g, x.mul(k.b2, difference))
  const square = x.mul(ahead, ahead)
  const now = averages === 'squares' ? square : x.mul(square, square)
  const nu = x.add(x.mul(k.b3, s.nu), x.mul(k.c3, now))
  return { difference, nu, root: x.add(x.sqrt(nu), k.eps) }
}

/**
 * D-Adaptation of Adan, the last part of a chain, in place of Adan and the learning rate: an
 * estimate d of the distance from the start to the solution takes the place of the learning rate.
 *
 * D = α d; δ = g − g₋₁ (0 at first); m = β₁ m + (1 − β₁) D u; v = β₂ v + (1 − β₂) D δ; n = β₃ n +
 * (1 − β₃) (g + β₂ δ)²; s = β₃ s + (1 − β₃) D g; q = β₃ q + (1 − β₃) D² Σ g²/(√n + ε); d' = max(d,
 * (Σ s²/(√n + ε)/(1 − β₃) − q)/‖s‖₁); θ ← (θ − (m + β₂ v)/(√n + ε))/(1 + λ D), where g is u, or the
 * gradient if `of` is 'grads'.
 *
 * The decays are 1 minus those of Adan's paper. Sums are over all leaves of this part: one readback
 * per step. State: five copies of the parameters. If a sum is infinite or NaN, every update is NaN
 * and the estimate stays; `applyIfFinite` skips gradients that lead there. Hyperparameters:
 * `learningRate`, `b1`, `b2`, `b3`, `eps`, `weightDecay`, `growthRate`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Defazio and Mishchenko, arXiv 2301.07733; Xie et al., arXiv 2208.06677;
 * `pytorch_optimizer.DAdaptAdan`.
 *
 * @example
 * import { dadaptAdanStep } from '@momenta/transforms'
 *
 * dadaptAdanStep().map(({ name }) => name) // => ['dadaptAdanStep']
 */
export const dadaptAdanStep: Factory<DadaptAdanStepOptions, Transform> = defineFactory(
  'dadaptAdanStep',
  options,
  (given) => {
    const { averages, proximal } = given
    const distanceOf = ({ distance }: Distance) => distance ?? given.initialDistance
    const numbersOf = (host: Distance, hyper: { readonly [name: string]: number }) => {
      const { learningRate = 1, b1 = 0, b2 = 0, b3 = 0, eps = 0 } = hyper
      const step = distanceOf(host) * learningRate
      return {
        ...{ b1, c1: (1 - b1) * step, b2, c2: (1 - b2) * step, b3, c3: 1 - b3 },
        ...{ share: (1 - b3) * step, eps: divisorEps(eps), known: host.count === 0 ? 0 : 1 },
      }
    }
    return describe({
      name: 'dadaptAdanStep',
      slots: { mu: 'zeros', change: 'zeros', nu: 'zeros', last: 'zeros', sum: 'zeros' },
      ...describeOptions(options, given),
      init: noDistance,
      accepts: isDistance,
      reductions: {
        scalars: numbersOf,
        sums: (x, { updates: u, grads, slots: s, scalars: k }) => {
          const g = given.of === 'grads' ? grads : u
          const { root } = averagesOf(x, s, g, k, averages)
          const sum = x.add(x.mul(k.b3, s.sum), x.mul(k.share, g))
          return {
            // a square in float32 may overflow
            dual: x.mul(sum, x.div(sum, root)),
            squares: x.mul(g, x.div(g, root)),
            size: x.abs(sum),
          }
        },
      },
      plan: (host: Distance, { sums }, hyper) => {
        const { learningRate = 1, b3 = 0, weightDecay = 0 } = hyper
        const { growthRate = Number.POSITIVE_INFINITY } = hyper
        const d = distanceOf(host)
        const step = d * learningRate
        const squares = (1 - b3) * step ** 2 * total(sums.squares)
        const numerator = b3 * (host.numerator ?? 0) + squares
        const size = total(sums.size)
        const found = size === 0 ? 0 : (total(sums.dual) / (1 - b3) - numerator) / size
        // while all gradients were 0, nothing moves
        const shrink = size === 0 ? 0 : weightDecay * step
        return settle(
          host,
          {
            count: nextCount('dadaptAdanStep', host.count),
            distance: learningRate > 0 ? Math.max(d, Math.min(found, d * growthRate)) : d,
            numerator,
          },
          {
            ...numbersOf(host, hyper),
            decay: proximal ? -shrink / (1 + shrink) : -shrink,
            over: proximal ? 1 / (1 + shrink) : 1,
          },
        )
      },
      body: (x, { updates: u, grads, params: p, slots: s, scalars: k }) => {
        const g = given.of === 'grads' ? grads : u
        const { difference, nu, root } = averagesOf(x, s, g, k, averages)
        const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u))
        const change = x.add(x.mul(k.b2, s.change), x.mul(k.c2, difference))
        const sum = x.add(x.mul(k.b3, s.sum), x.mul(k.share, g))
        const moved = x.div(x.add(mu, x.mul(k.b2, change)), root)
        return {
          updates: x.sub(x.mul(k.decay, p), x.mul(k.over, moved)),
          slots: { mu, change, nu, last: g, sum },
        }
      },
    })
  },
)
