import { counted, hyperparameters, ranges, type Transform } from '@momenta/core'
import { beliefScalars, nextBelief } from './belief.js'
import { scaledBy } from './secondMoment.js'

/** Options of {@link scaleByBelief}. */
export interface ScaleByBeliefOptions {
  /** β₁, in [0, 1). Default 0.9. */
  readonly b1?: number
  /** β₂, in [0, 1). Default 0.999. */
  readonly b2?: number
  /** ε >= 0, outside the root. Default 1e-16. */
  readonly eps?: number
  /** ε_root >= 0, added to the stored second moment. Default 1e-16. */
  readonly epsRoot?: number
}

/**
 * AdaBelief's direction: m = β₁ m + (1 − β₁) u; v = β₂ v + (1 − β₂) (u − m)² + ε_root; u' = (m/(1 − β₁ᵗ)) / (√v/√(1 − β₂ᵗ) + ε).
 *
 * Two copies of the parameters. Hyperparameters: `b1`, `b2`, `eps`, `epsRoot`.
 *
 * In float32 the square of a number above 1.8e19 is infinite, and so is v from then on: that element moves no more. Where
 * gradients may become so large, clip them before.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Zhuang et al., arXiv 2010.07468; as in Optax.
 *
 * @example
 * import { scaleByBelief } from '@momenta/transforms'
 *
 * scaleByBelief().map(({ name }) => name) // => ['scaleByBelief']
 */
export const scaleByBelief = ({
  b1 = 0.9,
  b2 = 0.999,
  eps = 1e-16,
  epsRoot = 1e-16,
}: ScaleByBeliefOptions = {}): Transform =>
  counted({
    name: 'scaleByBelief',
    slots: { mu: 'zeros', nu: 'zeros' },
    hyper: hyperparameters('scaleByBelief', {
      b1: [b1, ranges.decay],
      b2: [b2, ranges.decay],
      eps: [eps, ranges.nonNegative],
      epsRoot: [epsRoot, ranges.nonNegative],
    }),
    how: 'belief',
    scalars: ({ b1, b2, eps, epsRoot }, t) => ({
      b1,
      c1: 1 - b1,
      ...beliefScalars(b1, b2, eps, epsRoot, t),
    }),
    body: (x, { u, s, k }) => {
      const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u))
      const nu = nextBelief(x, s.nu, u, mu, k)
      return { u: scaledBy(x, mu, nu, k), s: { mu, nu } }
    },
  })
