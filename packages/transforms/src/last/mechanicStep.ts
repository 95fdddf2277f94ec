import { describe, globalNorm, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { settle } from './settle.js'
import { total } from './total.js'

const options = {
  /** The initial scale of each of the learners, > 0. Default 1e-6. */
  initialScale: number(ranges.positive, 1e-6),
  /** How many learners, each with a decay 1 − 0.1ⁱ, are added up: a positive integer. Default 6. */
  learners: number(ranges.positiveCount, 6),
  /** λ >= 0, which adds λ S ‖g‖ θ/‖θ‖ to the gradient. Default 0.01. */
  weightDecay: hyperparameter(ranges.nonNegative, 0.01),
  /** ε, added to denominators, >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.positive, 1e-8),
}

/** Options of {@link mechanicStep}. */
export interface MechanicStepOptions extends OptionsOf<typeof options> {}

/** By learner: reward, maximum, variance and scale. Empty before the first step. */
type Learners = {
  readonly reward: readonly number[]
  readonly maximum: readonly number[]
  readonly variance: readonly number[]
  readonly scale: readonly number[]
}

/**
 * Mechanic, the last part of a chain, after a whole optimizer whose updates z it scales by what it
 * learns, S, in place of a tuned learning rate.
 *
 * Δ = (θ₀ − θ)/(S + ε); h = ⟨g + λ S ‖g‖ θ/(‖θ‖ + ε), Δ⟩; then for each learner i with β = 1 −
 * 0.1ⁱ: c = clip(h, −m, m); m = max(β m, |h| + ε); v = β² v + h²; r = β r + c s; s = (s₀ m/n +
 * max(0, r))/(√v + ε). With S' = Σ s: θ ← θ₀ − S' (Δ − z).
 *
 * Inner products and norms are over all leaves of this part: one readback per step. State: one copy
 * of the parameters. If a sum is infinite or NaN, every update is NaN and the host state stays;
 * `applyIfFinite` around the chain skips gradients that lead there. Hyperparameters: `weightDecay`,
 * `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Cutkosky, Defazio and Mehta, arXiv 2306.00144; as in Optax's `mechanize`.
 *
 * @example
 * import { chain } from '@momenta/core'
 * import { mechanicStep, scaleByAdam, scaleByLearningRate } from '@momenta/transforms'
 *
 * const tuned = chain(scaleByAdam(), scaleByLearningRate({ learningRate: 1 }), mechanicStep())
 * tuned.length // => 3
 */
export const mechanicStep: Factory<MechanicStepOptions, Transform> = defineFactory(
  'mechanicStep',
  options,
  (given) => {
    const { initialScale, learners } = given
    const decays = Array.from({ length: learners }, (_, i) => 1 - 0.1 ** (i + 1))
    /** The learners after a step in which the inner product was h. */
    const learn = (from: Learners, h: number, eps: number): Learners => {
      const was = (list: readonly number[], i: number, first: number) => list[i] ?? first
      const maximum = decays.map((b, i) => Math.max(b * was(from.maximum, i, 0), Math.abs(h) + eps))
      const variance = decays.map((b, i) => b ** 2 * was(from.variance, i, 0) + h ** 2)
      const reward = decays.map((b, i) => {
        const bound = was(from.maximum, i, 0)
        const clipped = Math.min(Math.max(h, -bound), bound)
        return b * was(from.reward, i, 0) + clipped * was(from.scale, i, initialScale)
      })
      const scale = decays.map((_, i) => {
        const bet = (initialScale / learners) * was(maximum, i, 0) + Math.max(0, was(reward, i, 0))
        return bet / (Math.sqrt(was(variance, i, 0)) + eps)
      })
      return { reward, maximum, variance, scale }
    }
    return describe({
      name: 'mechanicStep',
      slots: { origin: 'params' },
      ...describeOptions(options, given),
      needs: ['grads', 'params'],
      init: (): Learners => ({ reward: [], maximum: [], variance: [], scale: [] }),
      accepts: (host: Learners) =>
        Object.values(host).every(({ length }) => length === 0 || length === learners),
      reductions: {
        sums: (x, { grads, params, slots: s }) => {
          const away = x.sub(s.origin, params)
          return { grads: x.mul(grads, away), params: x.mul(params, away) }
        },
      },
      plan: (host: Learners, { grads, params, sums }, { weightDecay = 0, eps = 0 }) => {
        const scale = host.scale.length === 0 ? learners * initialScale : total(host.scale)
        const decay = (weightDecay * scale * globalNorm(grads)) / (globalNorm(params) + eps)
        const h = (total(sums.grads) + decay * total(sums.params)) / (scale + eps)
        const next = learn(host, h, eps)
        return settle(host, next, { inverse: 1 / (scale + eps), scale: -total(next.scale) })
      },
      body: (x, { updates: u, params, slots: s, scalars: k }) => {
        const away = x.sub(x.mul(x.sub(s.origin, params), k.inverse), u)
        const next = x.add(s.origin, x.mul(k.scale, away))
        return { updates: x.sub(next, params), slots: { origin: s.origin } }
      },
    })
  },
)
