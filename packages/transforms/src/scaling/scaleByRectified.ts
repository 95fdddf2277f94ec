import { describe, nextCount, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps, nextNu } from './secondMoment.js'

const options = {
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, added to the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
  /** The length of the average from which it is rectified. Default 5. */
  threshold: hyperparameter(ranges.finite, 5),
  /** As in `scaleBySecondMoment`. Default 'before'. */
  correction: choice(['before', 'after'], 'before'),
  /** What the first steps do, before the threshold: follow the momentum, or nothing. */
  fallback: choice(['momentum', 'none'], 'momentum'),
  /**
   * Whether the second moment is of the incoming updates or of the gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByRectified}. */
export interface ScaleByRectifiedOptions extends OptionsOf<typeof options> {}

const adaptive = { adapts: true }
const plain = { adapts: false }

/**
 * Rectified Adam, after a momentum: u' = r u/(√(v̂ + ε_root) + ε) where ρ ≥ threshold, otherwise u.
 *
 * v = β₂ v + (1 − β₂) x², x = u or g; ρ∞ = 2/(1 − β₂) − 1; ρ = ρ∞ − 2 t β₂ᵗ/(1 − β₂ᵗ); r² =
 * (ρ − 4)(ρ − 2) ρ∞/((ρ∞ − 4)(ρ∞ − 2) ρ). State: one copy of the parameters. Hyperparameters: `b2`,
 * `eps`, `epsRoot`, `threshold`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Liu et al., arXiv 1908.03265.
 *
 * @example
 * import { scaleByRectified } from '@momenta/transforms'
 *
 * scaleByRectified().map(({ name }) => name) // => ['scaleByRectified']
 */
export const scaleByRectified: Factory<ScaleByRectifiedOptions, Transform> = defineFactory(
  'scaleByRectified',
  options,
  (given) => {
    const { correction, of, fallback } = given
    return describe({
      name: 'scaleByRectified',
      slots: { nu: 'zeros' },
      ...describeOptions(options, given),
      init: () => 0,
      plan: (count: number, _, { b2 = 0, eps = 0, epsRoot = 0, threshold = 5 }) => {
        const t = nextCount('scaleByRectified', count)
        const most = 2 / (1 - b2) - 1
        const length = most - (2 * t * b2 ** t) / (1 - b2 ** t)
        const adapts = length >= threshold && length > 4
        const share = ((length - 4) * (length - 2) * most) / ((most - 4) * (most - 2) * length)
        return {
          next: t,
          plan: {
            scalars: {
              b2,
              c2: 1 - b2,
              eps: divisorEps(eps),
              epsRoot,
              correct: correction === 'before' ? 1 / (1 - b2 ** t) : 1,
              rectify: adapts
                ? Math.sqrt(share) * (correction === 'after' ? Math.sqrt(1 - b2 ** t) : 1)
                : 0,
            },
            variant: adapts ? adaptive : plain,
          },
        }
      },
      body: (x, { updates: u, grads: g, slots: s, scalars: k, variant }) => {
        const nu = nextNu(x, s.nu, of === 'grads' ? g : u, k)
        if (!variant.adapts)
          return { updates: fallback === 'momentum' ? u : x.mul(k.rectify, u), slots: { nu } }
        const root = x.sqrt(x.add(x.mul(k.correct, nu), k.epsRoot))
        return { updates: x.div(x.mul(k.rectify, u), x.add(root, k.eps)), slots: { nu } }
      },
    })
  },
)
