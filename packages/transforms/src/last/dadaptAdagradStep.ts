import { describe, nextCount, type Slot, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  number,
  type OptionsOf,
  optional,
  ranges,
} from '@momenta/options'
import { divisorEps } from '../scaling/secondMoment.js'
import { type Distance, distanceOptions, isDistance, noDistance } from './distanceOptions.js'
import { settle } from './settle.js'
import { total } from './total.js'

const { learningRate, initialDistance, of } = distanceOptions

const options = {
  learningRate,
  /** β, the momentum of the parameters, in [0, 1). Default 0. */
  b1: hyperparameter(ranges.decay, 0),
  /** ε, added to the root, >= 0. Default 0. */
  eps: hyperparameter(ranges.nonNegative, 0),
  /** The initial sum of squares, > 0. Default 1e-6. */
  initial: number(ranges.positive, 1e-6),
  initialDistance,
  /** The largest factor by which the estimate grows in a step, > 0. Default none. */
  growthRate: optional(hyperparameter(ranges.positive, 2)),
  of,
}

/** Options of {@link dadaptAdagradStep}. */
export interface DadaptAdagradStepOptions extends OptionsOf<typeof options> {}

/**
 * D-Adaptation of AdaGrad by dual averaging, the last part of a chain, in place of AdaGrad and the
 * learning rate: an estimate d of the distance from the start to the solution takes the place of
 * the learning rate.
 *
 * D = α d; s = s + D g; v = v + g²; q = q + D² Σ g²/(√v + ε); d' = max(d, (Σ s²/(√v + ε) −
 * q)/‖s‖₁); θ ← β θ + (1 − β) (θ₀ − s/(√v + ε)), where g is u.
 *
 * If `of` is 'grads', g is the gradient, and the parameters follow a sum of u of their own in the
 * place of s. Sums are over all leaves of this part: one readback per step. State: three copies of
 * the parameters, four if `of` is 'grads'. If a sum is infinite or NaN, every update is NaN and the
 * estimate stays; `applyIfFinite` skips gradients that lead there. Hyperparameters: `learningRate`,
 * `b1`, `eps`, `growthRate`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Defazio and Mishchenko, arXiv 2301.07733; `pytorch_optimizer.DAdaptAdaGrad`.
 *
 * @example
 * import { dadaptAdagradStep } from '@momenta/transforms'
 *
 * dadaptAdagradStep().map(({ name }) => name) // => ['dadaptAdagradStep']
 */
export const dadaptAdagradStep: Factory<DadaptAdagradStepOptions, Transform> = defineFactory(
  'dadaptAdagradStep',
  options,
  (given) => {
    const raw = given.of === 'grads'
    const numbersOf = ({ distance }: Distance, hyper: { readonly [name: string]: number }) => {
      const { learningRate = 1, eps = 0 } = hyper
      return { step: (distance ?? given.initialDistance) * learningRate, eps: divisorEps(eps) }
    }
    return describe({
      name: 'dadaptAdagradStep',
      slots: {
        start: 'params',
        sum: 'zeros',
        squares: { fill: given.initial },
        ...(raw ? { moved: 'zeros' } : {}),
      } as { readonly [slot: string]: Slot },
      ...describeOptions(options, given),
      init: noDistance,
      accepts: isDistance,
      reductions: {
        scalars: numbersOf,
        sums: (x, { updates: u, grads, slots, scalars: k }) => {
          const g = raw ? grads : u
          const squares = x.add(slots.squares as typeof u, x.mul(g, g))
          const root = x.add(x.sqrt(squares), k.eps)
          const sum = x.add(slots.sum as typeof u, x.mul(k.step, g))
          return {
            // a square in float32 may overflow
            dual: x.mul(sum, x.div(sum, root)),
            squares: x.mul(g, x.div(g, root)),
            size: x.abs(sum),
          }
        },
      },
      plan: (host: Distance, { sums }, hyper) => {
        const numbers = numbersOf(host, hyper)
        const { b1 = 0, learningRate = 1, growthRate = Number.POSITIVE_INFINITY } = hyper
        const d = host.distance ?? given.initialDistance
        const numerator = (host.numerator ?? 0) + numbers.step ** 2 * total(sums.squares)
        const size = total(sums.size)
        const found = size === 0 ? 0 : (total(sums.dual) - numerator) / size
        return settle(
          host,
          {
            count: nextCount('dadaptAdagradStep', host.count),
            distance: learningRate > 0 ? Math.max(d, Math.min(found, d * growthRate)) : d,
            numerator,
          },
          { ...numbers, rest: 1 - b1 },
        )
      },
      body: (x, { updates: u, grads, params: p, slots: s, scalars: k }) => {
        type A = typeof u
        const g = raw ? grads : u
        const squares = x.add(s.squares as A, x.mul(g, g))
        const sum = x.add(s.sum as A, x.mul(k.step, g))
        const moved = raw ? x.add(s.moved as A, x.mul(k.step, u)) : sum
        const z = x.sub(s.start as A, x.div(moved, x.add(x.sqrt(squares), k.eps)))
        return {
          updates: x.mul(k.rest, x.sub(z, p)),
          slots: { start: s.start as A, sum, squares, ...(raw ? { moved } : {}) },
        }
      },
    })
  },
)
