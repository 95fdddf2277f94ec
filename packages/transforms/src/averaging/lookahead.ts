import { describe, nextCount, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { towards } from './towards.js'

const options = {
  /** Step size of the slow parameters towards the fast ones, in [0, 1]. Default 0.5. */
  alpha: hyperparameter(ranges.unit, 0.5),
  /**
   * k, the number of steps between two updates of the slow parameters: a positive integer. Default
   * 6.
   */
  period: number(ranges.positiveCount, 6),
}

/** Options of {@link lookahead}. */
export interface LookaheadOptions extends OptionsOf<typeof options> {}

/** Whether the slow parameters are updated in this step, and the fast ones set to them. */
const meeting = { meets: true }
const apart = { meets: false }

/**
 * Lookahead, at the end of a chain: every k steps φ ← φ + α (θ + u − φ) and θ is set to φ;
 * otherwise u' = u.
 *
 * The `evaluationParams` are φ. State: one copy of the parameters, φ. Hyperparameters: `alpha`.
 *
 * @throws RangeError if alpha lies outside [0, 1] or the period is not an integer >= 1, TypeError
 *   if an option is unknown or of the wrong type.
 *
 * Source: Zhang et al., arXiv 1907.08610.
 *
 * @example
 * import { lookahead } from '@momenta/transforms'
 *
 * lookahead({ period: 5 }).map(({ name }) => name) // => ['lookahead']
 */
export const lookahead: Factory<LookaheadOptions, Transform> = defineFactory(
  'lookahead',
  options,
  (given) => {
    const { alpha, period } = given

    return describe({
      name: 'lookahead',
      slots: { slow: 'params' },
      ...describeOptions(options, given),
      evaluated: (_, { slots }) => slots.slow,
      init: () => 0,
      plan: (count: number, _, { alpha: a = alpha }) => ({
        next: nextCount('lookahead', count),
        plan: { scalars: { twice: 2 * a }, variant: (count + 1) % period === 0 ? meeting : apart },
      }),
      body: (x, { updates: u, params: p, slots: s, scalars: k, variant }) => {
        if (!variant.meets) return { updates: u, slots: s }
        const slow = towards(x, s.slow, x.add(p, u), k.twice)
        return { updates: x.sub(slow, p), slots: { slow } }
      },
    })
  },
)
