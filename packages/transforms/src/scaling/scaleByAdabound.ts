import { counted, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps, nextNu } from './secondMoment.js'

const options = {
  /** β₁ of the momentum before this part, for its bias correction, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, added to the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
  /** The final learning rate in units of the learning rate, > 0. Default 100. */
  final: hyperparameter(ranges.positive, 100),
  /** γ > 0: how fast the bounds close. Default 1e-3. */
  gamma: hyperparameter(ranges.positive, 1e-3),
  /** Uses the maximum of the second moments so far. Default false. */
  amsgrad: flag(false),
  /**
   * Whether the second moment is of the incoming updates or of the gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByAdabound}. */
export interface ScaleByAdaboundOptions extends OptionsOf<typeof options> {}

/**
 * AdaBound, after a momentum that is not corrected: u' = clip(√(1 − β₂ᵗ)/(1 − β₁ᵗ)/(√(v + ε_root) +
 * ε), f (1 − 1/(γ t + 1)), f (1 + 1/(γ t))) u, f = `final`.
 *
 * v = β₂ v + (1 − β₂) x², x = u or g. From Adam at the start to SGD with the learning rate f at the
 * end. State: one copy of the parameters, two with `amsgrad`. Hyperparameters: `b1`, `b2`, `eps`,
 * `epsRoot`, `final`, `gamma`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Luo et al., arXiv 1902.09843.
 *
 * @example
 * import { scaleByAdabound } from '@momenta/transforms'
 *
 * scaleByAdabound().map(({ name }) => name) // => ['scaleByAdabound']
 */
export const scaleByAdabound: Factory<ScaleByAdaboundOptions, Transform> = defineFactory(
  'scaleByAdabound',
  options,
  (given) => {
    const { amsgrad, of } = given
    return counted({
      name: 'scaleByAdabound',
      slots: { nu: 'zeros', ...(amsgrad ? { nuMax: 'zeros' } : {}) },
      ...describeOptions(options, given),
      scalars: ({ b1, b2, eps, epsRoot, final, gamma }, t) => ({
        b2,
        c2: 1 - b2,
        eps: divisorEps(eps),
        epsRoot,
        rate: Math.sqrt(1 - b2 ** t) / (1 - b1 ** t),
        low: final * (1 - 1 / (gamma * t + 1)),
        high: final * (1 + 1 / (gamma * t)),
      }),
      body: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
        const nu = nextNu(x, s.nu, of === 'grads' ? g : u, k)
        const nuMax = amsgrad ? x.max(nu, s.nuMax as typeof nu) : nu
        const rate = x.div(k.rate, x.add(x.sqrt(x.add(nuMax, k.epsRoot)), k.eps))
        const bounded = x.min(x.max(rate, k.low), k.high)
        return { updates: x.mul(bounded, u), slots: amsgrad ? { nu, nuMax } : { nu } }
      },
    })
  },
)
