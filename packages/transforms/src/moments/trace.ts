import { checkedFlag, describe, hyperparameters, ranges, type Transform } from '@momenta/core'

/** Options of {@link trace}. */
export interface TraceOptions {
  /** μ, in [0, 1). Default 0.9. */
  readonly decay?: number
  /** Looks one step ahead. Default false. */
  readonly nesterov?: boolean
  /** The share of the update that is held back after the first step, in [0, 1). Default 0. */
  readonly dampening?: number
}

/**
 * The momentum of SGD: buf = u in the first step, then μ buf + (1 − dampening) u; u' = buf, or u + μ buf with `nesterov`. One copy of the parameters.
 *
 * Hyperparameters: `decay`, `dampening`.
 *
 * @throws RangeError if an option lies outside [0, 1).
 *
 * Source: torch.optim.SGD.
 *
 * @example
 * import { trace } from '@momenta/transforms'
 *
 * trace().map(({ name }) => name) // => ['trace']
 */
export const trace = ({
  decay = 0.9,
  nesterov = false,
  dampening = 0,
}: TraceOptions = {}): Transform => {
  checkedFlag('trace', 'nesterov', nesterov)
  return describe({
    name: 'trace',
    slots: { trace: 'zeros' },
    hyper: hyperparameters('trace', {
      decay: [decay, ranges.decay],
      dampening: [dampening, ranges.decay],
    }),
    init: () => 0,
    plan: (count: number, _, { decay: mu = 0, dampening: held = 0 }) => ({
      next: count + 1,
      plan: { k: { mu, share: 1 - held }, how: count === 0 ? 'first' : 'later' },
    }),
    body: (x, { u, s, k, how }) => {
      const trace = how === 'first' ? u : x.add(x.mul(k.mu, s.trace), x.mul(k.share, u))
      return { u: nesterov ? x.add(u, x.mul(k.mu, trace)) : trace, s: { trace } }
    },
  })
}
