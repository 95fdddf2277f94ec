import { counted, type Transform } from '@momenta/core'
import { defineFactory, describeOptions, type Factory } from '@momenta/options'
import { beliefScalars, nextBelief } from './belief.js'
import { beliefOptions, type ScaleByBeliefOptions } from './beliefOptions.js'
import { scaleMomentum } from './secondMoment.js'

/**
 * AdaBelief's direction: m = β₁ m + (1 − β₁) u; v = β₂ v + (1 − β₂) (u − m)² + ε_root; u' = (m/(1 −
 * β₁ᵗ)) / (√v/√(1 − β₂ᵗ) + ε).
 *
 * State: two copies of the parameters. Hyperparameters: `b1`, `b2`, `eps`, `epsRoot`.
 *
 * In float32 the square of a number above 1.8e19 is infinite; v then stays infinite and the element
 * no longer changes. Clip gradients that can become so large.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Zhuang et al., arXiv 2010.07468; as in Optax.
 *
 * @example
 * import { scaleByBelief } from '@momenta/transforms'
 *
 * scaleByBelief().map(({ name }) => name) // => ['scaleByBelief']
 */
export const scaleByBelief: Factory<ScaleByBeliefOptions, Transform> = defineFactory(
  'scaleByBelief',
  beliefOptions,
  (given) =>
    counted({
      name: 'scaleByBelief',
      slots: { mu: 'zeros', nu: 'zeros' },
      ...describeOptions(beliefOptions, given),
      scalars: ({ b1, b2, eps, epsRoot }, t) => ({
        b1,
        c1: 1 - b1,
        ...beliefScalars(b1, b2, eps, epsRoot, t),
      }),
      body: (x, { updates: u, slots: s, scalars: k }) => {
        const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u))
        const nu = nextBelief(x, s.nu, u, mu, k)
        return { updates: scaleMomentum(x, mu, nu, k), slots: { mu, nu } }
      },
    }),
)
