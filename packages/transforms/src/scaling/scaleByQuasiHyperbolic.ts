import { counted, type Transform } from '@momenta/core'
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
  /** ν₁, the weight of the momentum beside the gradient, in [0, 1]. Default 0.7. */
  nu1: hyperparameter(ranges.unit, 0.7),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ν₂, the weight of the second moment beside the squared gradient, in [0, 1]. Default 1. */
  nu2: hyperparameter(ranges.unit, 1),
  /** ε >= 0, added to the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /**
   * Whether the second moment is of the incoming updates or of the gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByQuasiHyperbolic}. */
export interface ScaleByQuasiHyperbolicOptions extends OptionsOf<typeof options> {}

/**
 * QHAdam, after a momentum: u' = (ν₁ u + (1 − ν₁) g)/(√(ν₂ v̂ + (1 − ν₂) x²) + ε), x = u or g.
 *
 * v = β₂ v + (1 − β₂) x². State: one copy of the parameters. Hyperparameters: `nu1`, `b2`, `nu2`,
 * `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Ma and Yarats, arXiv 1810.06801.
 *
 * @example
 * import { scaleByQuasiHyperbolic } from '@momenta/transforms'
 *
 * scaleByQuasiHyperbolic().map(({ name }) => name) // => ['scaleByQuasiHyperbolic']
 */
export const scaleByQuasiHyperbolic: Factory<ScaleByQuasiHyperbolicOptions, Transform> =
  defineFactory('scaleByQuasiHyperbolic', options, (given) =>
    counted({
      name: 'scaleByQuasiHyperbolic',
      slots: { nu: 'zeros' },
      ...describeOptions(options, given),
      scalars: ({ nu1, b2, nu2, eps }, t) => ({
        nu1,
        rest: 1 - nu1,
        b2,
        c2: 1 - b2,
        share: nu2 / (1 - b2 ** t),
        rootRaw: Math.sqrt(1 - nu2),
        eps: divisorEps(eps),
      }),
      body: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
        const gradient = given.of === 'grads' ? g : u
        const nu = nextNu(x, s.nu, gradient, k)
        // the root is multiplied first: 0 times a square that overflows is no number
        const raw = x.mul(k.rootRaw, gradient)
        const v = x.add(x.mul(k.share, nu), x.mul(raw, raw))
        const direction = x.add(x.mul(k.nu1, u), x.mul(k.rest, g))
        return { updates: x.div(direction, x.add(x.sqrt(v), k.eps)), slots: { nu } }
      },
    }),
  )
