import { describeWhole, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafSteps, leafSteps, planLeafSteps } from './leafSteps.js'
import { divisorEps, nextNu } from './secondMoment.js'

const options = {
  /** n, how many gradients are kept, a positive integer. Default 10. */
  keep: number(ranges.positiveCount, 10),
  /** β₁, the ratio of the weights of two consecutive gradients, in [0, 1). Default 0.9. */
  b1: number(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, added to the root. Default 1e-10. */
  eps: hyperparameter(ranges.nonNegative, 1e-10),
  /** Whether a leaf has one second moment, of the maximum of its squares. Default true. */
  shared: flag(true),
}

/** Options of {@link scaleByAdashift}. */
export interface ScaleByAdashiftOptions extends OptionsOf<typeof options> {}

/**
 * AdaShift: the mean of the last n gradients over the root of the second moment of those before.
 *
 * m = Σᵢ β₁ⁱ gₜ₋ᵢ/Σᵢ β₁ⁱ; v = β₂ v + (1 − β₂) max(gₜ₋ₙ²); v̂ = v/(1 − β₂ᵏ); u' = m/(√v̂ + ε).
 *
 * The sums have the n last gradients, the maximum is that of a leaf, and k = t − n counts the
 * updates of v.
 *
 * In the first n steps u' = 0. State: n + 2 copies of the parameters. Hyperparameters: `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Zhou et al., arXiv 1810.00143; `pytorch_optimizer.AdaShift`.
 *
 * @example
 * import { scaleByAdashift } from '@momenta/transforms'
 *
 * scaleByAdashift().map(({ name }) => name) // => ['scaleByAdashift']
 */
export const scaleByAdashift: Factory<ScaleByAdashiftOptions, Transform> = defineFactory(
  'scaleByAdashift',
  options,
  (given) => {
    const { keep, b1, shared } = given
    const weights = Array.from({ length: keep }, (_, i) => b1 ** i)
    const sum = weights.reduce((all, weight) => all + weight, 0)
    /** The kept gradients, the oldest first. */
    const queue = weights.map((_, i) => `g${i}`)
    return describeWhole({
      name: 'scaleByAdashift',
      only: (_, shape) => !shape.includes(0),
      slots: Object.fromEntries(['mu', 'nu', ...queue].map((slot) => [slot, 'zeros' as const])),
      ...describeOptions(options, given),
      init: leafSteps,
      plan: (host: LeafSteps, { names }, { b2 = 0, eps = 0 }) => {
        const averages = { b1, first: b1 ** (keep - 1) / sum, last: 1 / sum, b2, c2: 1 - b2 }
        return planLeafSteps('scaleByAdashift', host, names, (t) => ({
          scalars: {
            ...averages,
            correct: 1 / (1 - b2 ** Math.max(1, t - keep)),
            eps: divisorEps(eps),
            ready: t > keep ? 1 : 0,
          },
        }))
      },
      leaf: (x, { updates: u, slots, scalars: k }) => {
        const s = slots as { readonly [slot: string]: typeof u }
        const [old, mean, second] = [s.g0, s.mu, s.nu] as [typeof u, typeof u, typeof u]
        const mu = x.add(x.mul(k.b1, x.sub(mean, x.mul(k.first, old))), x.mul(k.last, u))
        const axes = x.shapeOf(u).map((_, axis) => axis)
        const nu = nextNu(x, second, shared ? x.maxOver(x.abs(old), axes) : old, k)
        const direction = x.div(mu, x.add(x.sqrt(x.mul(k.correct, nu)), k.eps))
        const next = queue.map((slot, i) => [slot, i === keep - 1 ? u : s[`g${i + 1}`]] as const)
        return {
          updates: x.mul(k.ready, direction),
          slots: { ...Object.fromEntries(next), mu, nu },
        }
      },
    })
  },
)
