import { counted, hyperparameters, ranges, type Transform } from '@momenta/core'

/** Options of {@link lionMomentum}. */
export interface LionMomentumOptions {
  /** β₁, the share of the momentum in what leaves, in [0, 1). Default 0.9. */
  readonly b1?: number
  /** β₂, the decay of the momentum, in [0, 1). Default 0.99. */
  readonly b2?: number
}

/**
 * The momentum of Lion, before its sign is taken: u' = β₁ m + (1 − β₁) u; m = β₂ m + (1 − β₂) u. One copy of the parameters.
 *
 * Hyperparameters: `b1`, `b2`.
 *
 * @throws RangeError if a decay lies outside [0, 1).
 *
 * Source: Chen et al., arXiv 2302.06675, algorithm 2.
 *
 * @example
 * import { lionMomentum } from '@momenta/transforms'
 *
 * lionMomentum().map(({ name }) => name) // => ['lionMomentum']
 */
export const lionMomentum = ({ b1 = 0.9, b2 = 0.99 }: LionMomentumOptions = {}): Transform =>
  counted({
    name: 'lionMomentum',
    slots: { mu: 'zeros' },
    hyper: hyperparameters('lionMomentum', { b1: [b1, ranges.decay], b2: [b2, ranges.decay] }),
    how: 'lion',
    scalars: ({ b1, b2 }) => ({ b1, c1: 1 - b1, b2, c2: 1 - b2 }),
    body: (x, { u, s, k }) => ({
      u: x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u)),
      s: { mu: x.add(x.mul(k.b2, s.mu), x.mul(k.c2, u)) },
    }),
  })
