import { counted, type Transform } from '@momenta/core'
import { defineFactory, describeOptions, type Factory } from '@momenta/options'
import { beliefScalars, nextBelief } from './belief.js'
import { beliefOptions, type ScaleByBeliefOptions } from './beliefOptions.js'
import { scaleMomentum } from './secondMoment.js'

/**
 * The second half of AdaBelief: v = β₂ v + (1 − β₂) (g − u)² + ε_root with the raw gradient g; u' =
 * (u/(1 − β₁ᵗ)) / (√v/√(1 − β₂ᵗ) + ε).
 *
 * `chain(ema(), scaleByBeliefNu())` is `scaleByBelief()`, bit for bit. State: one copy of the
 * parameters. Hyperparameters: `b1`, `b2`, `eps`, `epsRoot`.
 *
 * In float32 the square of a number above 1.8e19 is infinite; v then stays infinite and the element
 * no longer changes. Clip gradients that can become so large.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Zhuang et al., arXiv 2010.07468.
 *
 * @example
 * import { scaleByBeliefNu } from '@momenta/transforms'
 *
 * scaleByBeliefNu().map(({ name }) => name) // => ['scaleByBeliefNu']
 */
export const scaleByBeliefNu: Factory<ScaleByBeliefOptions, Transform> = defineFactory(
  'scaleByBeliefNu',
  beliefOptions,
  (given) =>
    counted({
      name: 'scaleByBeliefNu',
      slots: { nu: 'zeros' },
      ...describeOptions(beliefOptions, given),
      scalars: ({ b1, b2, eps, epsRoot }, t) => beliefScalars(b1, b2, eps, epsRoot, t),
      body: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
        const nu = nextBelief(x, s.nu, g, u, k)
        return { updates: scaleMomentum(x, u, nu, k), slots: { nu } }
      },
    }),
)
