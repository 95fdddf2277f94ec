import { describe, type Slot, type Transform } from '@momenta/core'
import {
  choice,
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
  /** α >= 0, a factor of the step. Default 1. */
  learningRate: hyperparameter(ranges.nonNegative, 1),
  /** r₀, the rate before the first step, > 0. Default 0.01. */
  initial: number(ranges.positive, 0.01),
  /** a >= 0: how much faster the rate grows after it has grown. Default 0.02. */
  amplifier: hyperparameter(ranges.nonNegative, 0.02),
  /** d > 0, a divisor of the inverse of the smoothness. Default 1. */
  dampening: hyperparameter(ranges.positive, 1),
  /** θ₀ >= 0, the ratio of the last two rates before the first step. Default 1. */
  ratio: number(ranges.nonNegative, 1),
  /** ε >= 0, added to the rate where the smoothness bounds it. Default 1e-5. */
  eps: hyperparameter(ranges.nonNegative, 1e-5),
  /** λ >= 0, the decay of the parameters, times the rate. Default 0. */
  weightDecay: hyperparameter(ranges.nonNegative, 0),
  /**
   * What estimates the smoothness: norms of differences, as in the paper, or differences of norms,
   * as in `pytorch_optimizer.ASGD`, which need no state per element. Default 'vectors'.
   */
  differences: choice(['vectors', 'norms'], 'vectors'),
}

/** Options of {@link adaptiveSGDStep}. */
export interface AdaptiveSGDStepOptions extends OptionsOf<typeof options> {}

/** The factor of numbers whose squares overflow in float32. */
const small = 2 ** -70

/** The root of a sum of squares, from that of small multiples where it overflows. */
const rootOf = (sums: readonly number[], smaller: readonly number[]): number => {
  const sum = total(sums)
  return Number.isFinite(sum) ? Math.sqrt(sum) : Math.sqrt(total(smaller)) / small
}

/**
 * The last rate, its ratio to the one before, and the roots of the last sums; null before the first
 * step.
 */
type Rates = {
  readonly rate: number | null
  readonly ratio: number | null
  readonly params: number | null
  readonly updates: number | null
}

/**
 * Adaptive gradient descent without descent, the last part of a chain: its rate grows until the
 * smoothness of the loss, estimated from the last two steps, bounds it.
 *
 * r' = r √(1 + a q); q = r'/r; θ ← θ − α r' (u + λ θ).
 *
 * Where both differences are above 0, r' is the smaller of that and ‖θ − θ₋₁‖/(d ‖u − u₋₁‖), plus
 * ε. With `differences` 'norms' the differences are those of ‖θ‖ and ‖u‖. The first step has no
 * difference of parameters.
 *
 * Norms are over all leaves of this part: one readback per step. State: two copies of the
 * parameters with 'vectors', none with 'norms'. If a norm is infinite or NaN, every update is NaN
 * and the host state stays; `applyIfFinite` skips gradients that lead there. Hyperparameters:
 * `learningRate`, `amplifier`, `dampening`, `eps`, `weightDecay`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Malitsky and Mishchenko, arXiv 1910.09529; with 'norms' `pytorch_optimizer.ASGD`.
 *
 * @example
 * import { adaptiveSGDStep } from '@momenta/transforms'
 *
 * adaptiveSGDStep().map(({ name }) => name) // => ['adaptiveSGDStep']
 */
export const adaptiveSGDStep: Factory<AdaptiveSGDStepOptions, Transform> = defineFactory(
  'adaptiveSGDStep',
  options,
  (given) => {
    const vectors = given.differences === 'vectors'
    return describe({
      name: 'adaptiveSGDStep',
      slots: (vectors ? { params: 'params', updates: 'zeros' } : {}) as {
        readonly [slot: string]: Slot
      },
      ...describeOptions(options, given),
      init: (): Rates => ({ rate: null, ratio: null, params: null, updates: null }),
      accepts: (host: Rates) =>
        Object.values(host).every((n) => n === null || typeof n === 'number'),
      reductions: {
        sums: (x, { updates: u, params: p, slots: s }) => {
          const far = vectors ? x.sub(p, s.params as typeof p) : p
          const bent = vectors ? x.sub(u, s.updates as typeof u) : u
          const square = (a: typeof u) => x.mul(a, a)
          const [farSmall, bentSmall] = [x.mul(x.of(small), far), x.mul(x.of(small), bent)]
          return {
            params: square(far),
            smallParams: square(farSmall),
            updates: square(bent),
            smallUpdates: square(bentSmall),
          }
        },
      },
      plan: (host: Rates, { sums }, hyper) => {
        const { learningRate = 1, amplifier = 0, dampening = 1, eps = 0, weightDecay = 0 } = hyper
        const old = host.rate ?? given.initial
        const params = rootOf(sums.params, sums.smallParams)
        const updates = rootOf(sums.updates, sums.smallUpdates)
        const [far, bent] = vectors
          ? [params, updates]
          : [params - (host.params ?? params), updates - (host.updates ?? 0)]
        const grown = old * Math.sqrt(1 + amplifier * (host.ratio ?? given.ratio))
        const bounds = far > 0 && bent > 0
        const rate = bounds ? Math.min(grown, far / (dampening * bent)) + eps : grown
        const factor = -learningRate * rate
        return settle(
          host,
          { rate, ratio: rate / old, params, updates },
          { factor, decay: factor * weightDecay },
        )
      },
      body: (x, { updates: u, params: p, scalars: k }) => ({
        updates: x.add(x.mul(k.factor, u), x.mul(k.decay, p)),
        slots: vectors ? { params: p, updates: u } : {},
      }),
    })
  },
)
