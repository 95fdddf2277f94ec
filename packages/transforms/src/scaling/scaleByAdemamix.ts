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
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** β₃, the decay of the slow average, in [0, 1). Default 0.9999. */
  b3: hyperparameter(ranges.decay, 0.9999),
  /** α >= 0, the weight of the slow average. Default 5. */
  alpha: hyperparameter(ranges.nonNegative, 5),
  /** ε >= 0, added to the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
  /**
   * Whether the second moment is of the incoming updates or of the gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByAdemamix}. */
export interface ScaleByAdemamixOptions extends OptionsOf<typeof options> {}

/**
 * AdEMAMix, after a momentum: s = β₃ s + (1 − β₃) x, x = u or g; v = β₂ v + (1 − β₂) x²; u' = (u +
 * α s)/(√(v̂ + ε_root) + ε).
 *
 * State: two copies of the parameters. Hyperparameters: `b2`, `b3`, `alpha`, `eps`, `epsRoot`; the
 * paper raises `b3` and `alpha` by schedules, see `scheduled`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Pagliardini et al., arXiv 2409.03137.
 *
 * @example
 * import { scaleByAdemamix } from '@momenta/transforms'
 *
 * scaleByAdemamix().map(({ name }) => name) // => ['scaleByAdemamix']
 */
export const scaleByAdemamix: Factory<ScaleByAdemamixOptions, Transform> = defineFactory(
  'scaleByAdemamix',
  options,
  (given) =>
    counted({
      name: 'scaleByAdemamix',
      slots: { slow: 'zeros', nu: 'zeros' },
      ...describeOptions(options, given),
      scalars: ({ b2, b3, alpha, eps, epsRoot }, t) => ({
        b2,
        c2: 1 - b2,
        b3,
        c3: 1 - b3,
        alpha,
        correct: 1 / (1 - b2 ** t),
        eps: divisorEps(eps),
        epsRoot,
      }),
      body: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
        const gradient = given.of === 'grads' ? g : u
        const slow = x.add(x.mul(k.b3, s.slow), x.mul(k.c3, gradient))
        const nu = nextNu(x, s.nu, gradient, k)
        const root = x.add(x.sqrt(x.add(x.mul(k.correct, nu), k.epsRoot)), k.eps)
        return { updates: x.div(x.add(u, x.mul(k.alpha, slow)), root), slots: { slow, nu } }
      },
    }),
)
