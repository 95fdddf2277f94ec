import { describe, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafSteps, leafSteps, planLeafSteps } from './leafSteps.js'
import { divisorEps, nextNu } from './secondMoment.js'

const options = {
  /** β₁, the decay of the mean, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, added to the root. Default 1e-16. */
  eps: hyperparameter(ranges.nonNegative, 1e-16),
  /** ε >= 0, added to the second moment in each step. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link scaleByAcprop}. */
export interface ScaleByAcpropOptions extends OptionsOf<typeof options> {}

const first = { first: true }
const later = { first: false }

/**
 * ACProp: u' = u/(√(s/(1 − β₂ᵗ⁻¹)) + ε), u/(1 + ε) at first; then s = β₂ s + (1 − β₂) (u − m)² +
 * ε_root; m = β₁ m + (1 − β₁) u.
 *
 * The divisor is that of the step before; m only centres it. State: two copies of the parameters.
 * Hyperparameters: `b1`, `b2`, `eps`, `epsRoot`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Zhuang et al., arXiv 2110.05454; `optax.contrib.acprop`.
 *
 * @example
 * import { scaleByAcprop } from '@momenta/transforms'
 *
 * scaleByAcprop().map(({ name }) => name) // => ['scaleByAcprop']
 */
export const scaleByAcprop: Factory<ScaleByAcpropOptions, Transform> = defineFactory(
  'scaleByAcprop',
  options,
  (given) =>
    describe({
      name: 'scaleByAcprop',
      slots: { mu: 'zeros', nu: 'zeros' },
      ...describeOptions(options, given),
      init: leafSteps,
      plan: (host: LeafSteps, { names }, { b1 = 0, b2 = 0, eps = 0, epsRoot = 0 }) => {
        const scalars = { b1, c1: 1 - b1, b2, c2: 1 - b2, eps: divisorEps(eps), epsRoot }
        return planLeafSteps('scaleByAcprop', host, names, (t) => ({
          scalars: { ...scalars, correct: t === 1 ? 1 : 1 / (1 - b2 ** (t - 1)) },
          variant: t === 1 ? first : later,
        }))
      },
      body: (x, { updates: u, slots: s, scalars: k, variant }) => {
        const root = variant.first ? x.of(1) : x.sqrt(x.mul(k.correct, s.nu))
        const nu = x.add(nextNu(x, s.nu, x.sub(u, s.mu), k), k.epsRoot)
        const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u))
        return { updates: x.div(u, x.add(root, k.eps)), slots: { mu, nu } }
      },
    }),
)
