import { describeWhole, nextCount, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps } from '../scaling/secondMoment.js'

const options = {
  /** θ, the decay of the average of largest elements, in [0, 1). Default 0.999. */
  spikeDecay: hyperparameter(ranges.decay, 0.999),
  /** γ₁, the decay of the average of norms, in [0, 1). Default 0.7. */
  normDecay: hyperparameter(ranges.decay, 0.7),
  /** γ₂, the decay of the average of squared norms, in [0, 1). Default 0.9. */
  squareDecay: hyperparameter(ranges.decay, 0.9),
  /** ε >= 0, added to the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
}

/** Options of {@link limitSpikes}. */
export interface LimitSpikesOptions extends OptionsOf<typeof options> {}

/** The smallest normal number of float32, at least which a divisor is. */
const least = 2 ** -126

/**
 * Limits spikes of the gradient, of single elements and of whole leaves, by averages of the past:
 * AdaClip and AdaGN of StableSPAM, before any optimizer.
 *
 * M = θ M + (1 − θ) max |u|; n = γ₁ n + (1 − γ₁) ‖g‖; s = γ₂ s + (1 − γ₂) ‖g‖²; u' = n̂/(√ŝ + ε)
 * g/‖g‖, where g is u, but elements with |u| > M̂ are multiplied by M̂/max |u|, and the averages
 * are corrected for their bias.
 *
 * Each leaf has its own averages. A leaf of zeros stays 0, and its n and s do not change. State:
 * three numbers for each leaf. Hyperparameters: `spikeDecay`, `normDecay`, `squareDecay`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Huang et al., arXiv 2502.17055; `pytorch_optimizer.StableSPAM`.
 *
 * @example
 * import { limitSpikes } from '@momenta/transforms'
 *
 * limitSpikes().map(({ name }) => name) // => ['limitSpikes']
 */
export const limitSpikes: Factory<LimitSpikesOptions, Transform> = defineFactory(
  'limitSpikes',
  options,
  (given) => {
    const one = { fill: 0, shape: () => [] }
    return describeWhole({
      name: 'limitSpikes',
      only: (_, shape) => !shape.includes(0),
      slots: { largest: one, norm: one, root: one },
      ...describeOptions(options, given),
      init: () => 0,
      plan: (count: number, _, hyper) => {
        const { spikeDecay = 0, normDecay = 0, squareDecay = 0, eps = 0 } = hyper
        const t = nextCount('limitSpikes', count)
        return {
          next: t,
          plan: {
            scalars: {
              theta: spikeDecay,
              spike: 1 - spikeDecay,
              correctLargest: 1 / (1 - spikeDecay ** t),
              norm: 1 - normDecay,
              correctNorm: 1 / (1 - normDecay ** t),
              square: 1 - squareDecay,
              correctRoot: 1 / Math.sqrt(1 - squareDecay ** t),
              eps: divisorEps(eps),
            },
          },
        }
      },
      leaf: (x, { updates: u, slots: s, scalars: k }) => {
        type A = typeof u
        const average = (decay: A, rest: A, old: A, now: A) =>
          x.add(x.mul(decay, old), x.mul(rest, now))
        const axes = x.shapeOf(u).map((_, axis) => axis)
        const size = x.abs(u)
        const now = x.reshape(x.maxOver(size, axes), [])
        const largest = average(k.theta, k.spike, s.largest, now)
        const limit = x.mul(k.correctLargest, largest)
        const isSpike = x.max(x.sign(x.sub(size, limit)), x.of(0))
        const shorter = x.sub(x.div(limit, x.max(now, x.of(least))), x.of(1))
        const g = x.mul(u, x.add(x.of(1), x.mul(isSpike, shorter)))
        const length = x.norm(g)
        // 0 for a leaf of zeros, whose averages stay
        const moves = x.sign(length)
        const unlessZero = (rest: A, old: A, now: A) => {
          const share = x.mul(moves, rest)
          return average(x.sub(x.of(1), share), share, old, now)
        }
        const norm = unlessZero(k.norm, s.norm, length)
        // √s, without squares that overflow
        const most = x.max(x.max(s.root, length), x.of(least))
        const squared = (a: A) => x.mul(x.div(a, most), x.div(a, most))
        const mean = unlessZero(k.square, squared(s.root), squared(length))
        const root = x.mul(most, x.sqrt(mean))
        const wanted = x.div(x.mul(k.correctNorm, norm), x.add(x.mul(k.correctRoot, root), k.eps))
        return {
          updates: x.mul(x.div(wanted, x.max(length, x.of(least))), g),
          slots: { largest, norm, root },
        }
      },
    })
  },
)
