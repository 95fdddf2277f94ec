import { describe, globalNorm, type Transform } from '@momenta/core'
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
import { settle } from './settle.js'
import { total } from './total.js'

const options = {
  /** α >= 0, a factor of the step. Default 1. */
  learningRate: hyperparameter(ranges.nonNegative, 1),
  /** The first squared distance, > 0. Default ε. */
  initialSquare: optional(number(ranges.positive, 1e-4)),
  /** ε, added to the root of the sum, > 0. Default 1e-4. */
  eps: hyperparameter(ranges.positive, 1e-4),
}

/** Options of {@link dowgStep}. */
export interface DowgStepOptions extends OptionsOf<typeof options> {}

/** The largest squared distance so far, and the weighted sum; null before the first step. */
type Distances = { readonly distance: number | null; readonly weighted: number | null }

/**
 * Distance over weighted gradients, the last part of a chain: θ ← θ − α r/(√G + ε) u, where r is
 * the largest squared distance ‖θ − θ₀‖² so far and G the sum of all r ‖u‖².
 *
 * Norms are over all leaves of this part: one readback per step. State: one copy of the parameters.
 * If a norm is infinite or NaN, every update is NaN and the host state stays; `applyIfFinite` skips
 * gradients that lead there. Hyperparameters: `learningRate`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Khaled, Mishchenko and Jin, arXiv 2305.16284; as in Optax.
 *
 * @example
 * import { dowgStep } from '@momenta/transforms'
 *
 * dowgStep().map(({ name }) => name) // => ['dowgStep']
 */
export const dowgStep: Factory<DowgStepOptions, Transform> = defineFactory(
  'dowgStep',
  options,
  (given) =>
    describe({
      name: 'dowgStep',
      slots: { origin: 'params' },
      ...describeOptions(options, given),
      needs: ['updates'],
      init: (): Distances => ({ distance: null, weighted: null }),
      accepts: (host: Distances) =>
        Object.values(host).every((n) => n === null || typeof n === 'number'),
      reductions: {
        sums: (x, { params, slots: s }) => {
          const away = x.sub(params, s.origin)
          return { away: x.mul(away, away) }
        },
      },
      plan: (host: Distances, { updates, sums }, { learningRate = 1, eps = 0 }) => {
        const first = host.distance ?? given.initialSquare ?? eps
        const distance = Math.max(first, total(sums.away))
        const weighted = (host.weighted ?? 0) + distance * globalNorm(updates) ** 2
        const size = distance / (Math.sqrt(weighted) + eps)
        return settle(host, { distance, weighted }, { factor: -learningRate * size })
      },
      body: (x, { updates: u, slots: s, scalars: k }) => ({
        updates: x.mul(k.factor, u),
        slots: { origin: s.origin },
      }),
    }),
)
