import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { nextNu, nuScalars, scaleMomentum } from './secondMoment.js'

const options = {
  /** β₁, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, outside the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** Divides by the maximum of all v so far. Default false. */
  amsgrad: flag(false),
  /** Nesterov momentum (Dozat). Default false. */
  nesterov: flag(false),
}

/** Options of {@link scaleByAdam}. */
export interface ScaleByAdamOptions extends OptionsOf<typeof options> {}

/**
 * Adam's direction: m = β₁ m + (1 − β₁) u; v = β₂ v + (1 − β₂) u²; u' = (m/(1 − β₁ᵗ)) / (√v/√(1 −
 * β₂ᵗ) + ε).
 *
 * `amsgrad` replaces v by its maximum so far, before bias correction; `nesterov` replaces m/(1 −
 * β₁ᵗ) by β₁ m/(1 − β₁ᵗ⁺¹) + (1 − β₁) u/(1 − β₁ᵗ). State: two copies of the parameters, three with
 * `amsgrad`.
 *
 * Hyperparameters: `b1`, `b2`, `eps`.
 *
 * In float32 the square of a number above 1.8e19 is infinite; v then stays infinite and the element
 * no longer changes. Clip gradients that can become so large.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Kingma and Ba, arXiv 1412.6980; equations (1) and (2) of arXiv 2307.09638;
 * torch.optim.Adam for `amsgrad`, Dozat 2016 for `nesterov`.
 *
 * @example
 * import { scaleByAdam } from '@momenta/transforms'
 *
 * scaleByAdam({ b2: 0.99 }).map(({ name }) => name) // => ['scaleByAdam']
 */
export const scaleByAdam: Factory<ScaleByAdamOptions, Transform> = defineFactory(
  'scaleByAdam',
  options,
  (given) => {
    const { amsgrad, nesterov } = given

    return counted({
      name: 'scaleByAdam',
      role: 'adam',
      slots: { mu: 'zeros', nu: 'zeros', ...(amsgrad ? { nuMax: 'zeros' } : {}) },
      ...describeOptions(options, given),
      scalars: ({ b1, b2, eps }, t) => ({
        b1,
        c1: 1 - b1,
        ahead: b1 / (1 - b1 ** (t + 1)),
        now: (1 - b1) / (1 - b1 ** t),
        one: 1,
        ...nuScalars(b1, b2, eps, t),
      }),
      body: (x, { updates: u, slots: s, scalars: k }) => {
        const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u))
        const nu = nextNu(x, s.nu, u, k)
        const nuMax = amsgrad ? x.max(nu, s.nuMax as typeof nu) : nu
        const out = nesterov
          ? scaleMomentum(x, x.add(x.mul(k.ahead, mu), x.mul(k.now, u)), nuMax, {
              ...k,
              correction1: k.one,
            })
          : scaleMomentum(x, mu, nuMax, k)
        return { updates: out, slots: amsgrad ? { mu, nu, nuMax } : { mu, nu } }
      },
    })
  },
)
