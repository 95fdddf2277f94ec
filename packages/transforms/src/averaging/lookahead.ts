import { checked, describe, hyperparameters, ranges, type Transform } from '@momenta/core'

/** Options of {@link lookahead}. */
export interface LookaheadOptions {
  /** How far the slow parameters go towards the fast ones, in [0, 1]. Default 0.5. */
  readonly alpha?: number
  /** k, how many steps apart they do so: a whole number >= 1. Default 6. */
  readonly period?: number
}

/**
 * Lookahead, at the end of a chain: every k steps φ ← φ + α (θ + u − φ) and θ jumps to φ; between them u' = u.
 *
 * One copy of the parameters, φ. Hyperparameters: `alpha`.
 *
 * @throws RangeError if alpha lies outside [0, 1] or the period is no whole number >= 1.
 *
 * Source: Zhang et al., arXiv 1907.08610.
 *
 * @example
 * import { lookahead } from '@momenta/transforms'
 *
 * lookahead({ period: 5 }).map(({ name }) => name) // => ['lookahead']
 */
export const lookahead = ({ alpha = 0.5, period = 6 }: LookaheadOptions = {}): Transform => {
  checked('lookahead', 'period', period, ranges.positiveCount)
  return describe({
    name: 'lookahead',
    slots: { slow: 'params' },
    hyper: hyperparameters('lookahead', { alpha: [alpha, ranges.unit] }),
    init: () => 0,
    plan: (count: number, _, { alpha: a = alpha }) => ({
      next: count + 1,
      plan: { k: { a }, how: (count + 1) % period === 0 ? 'meet' : 'go' },
    }),
    body: (x, { u, p, s, k, how }) => {
      if (how === 'go') return { u, s }
      const slow = x.add(s.slow, x.mul(k.a, x.sub(x.add(p, u), s.slow)))
      return { u: x.sub(slow, p), s: { slow } }
    },
  })
}
