import { describe, globalNorm, type Transform } from '@momenta/core'
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
  /** The number that the first step depends on, > 0. Default 1e-6. */
  initial: number(ranges.positive, 1e-6),
  /**
   * What `initial` is: the first distance r, `relative` the first distance relative to 1 + ‖θ₀‖, or
   * the first step. Default 'relative'.
   */
  start: choice(['distance', 'relative', 'step'], 'relative'),
  /** ε, added to the sum of squares, > 0. Default 1e-8. */
  eps: hyperparameter(ranges.positive, 1e-8),
}

/** Options of {@link dogStep}. */
export interface DogStepOptions extends OptionsOf<typeof options> {}

/** The largest distance so far, and the sum of squared norms; null before the first step. */
type Distances = { readonly distance: number | null; readonly squares: number | null }

/**
 * Distance over gradients, the last part of a chain: θ ← θ − α r/√(G + ε) u, where r is the largest
 * distance ‖θ − θ₀‖ so far and G the sum of all ‖u‖².
 *
 * Norms are over all leaves of this part: one readback per step. State: one copy of the parameters.
 * If a norm is infinite or NaN, every update is NaN and the host state stays; `applyIfFinite` skips
 * gradients that lead there. Hyperparameters: `learningRate`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Ivgi, Hinder and Carmon, arXiv 2302.12022; as in Optax.
 *
 * @example
 * import { dogStep } from '@momenta/transforms'
 *
 * dogStep().map(({ name }) => name) // => ['dogStep']
 */
export const dogStep: Factory<DogStepOptions, Transform> = defineFactory(
  'dogStep',
  options,
  (given) => {
    const { initial, start } = given
    const firstDistance = (params: readonly number[]): number =>
      start === 'step' ? 0 : start === 'distance' ? initial : initial * (1 + globalNorm(params))
    return describe({
      name: 'dogStep',
      slots: { origin: 'params' },
      ...describeOptions(options, given),
      needs: ['updates', 'params'],
      init: (): Distances => ({ distance: null, squares: null }),
      accepts: (host: Distances) =>
        Object.values(host).every((n) => n === null || typeof n === 'number'),
      reductions: {
        sums: (x, { params, slots: s }) => {
          const away = x.sub(params, s.origin)
          return { away: x.mul(away, away) }
        },
      },
      plan: (host: Distances, { updates, params, sums }, { learningRate = 1, eps = 0 }) => {
        const first = host.distance ?? firstDistance(params)
        const distance = Math.max(first, Math.sqrt(total(sums.away)))
        const squares = (host.squares ?? 0) + globalNorm(updates) ** 2
        const isStep = host.squares === null && start === 'step'
        const size = isStep ? initial : distance / Math.sqrt(squares + eps)
        return settle(host, { distance, squares }, { factor: -learningRate * size })
      },
      body: (x, { updates: u, slots: s, scalars: k }) => ({
        updates: x.mul(k.factor, u),
        slots: { origin: s.origin },
      }),
    })
  },
)
