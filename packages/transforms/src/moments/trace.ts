import { describe, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafSteps, leafSteps, planLeafSteps } from '../scaling/leafSteps.js'

const options = {
  /** μ, in [0, 1). Default 0.9. */
  decay: hyperparameter(ranges.decay, 0.9),
  /** Nesterov momentum. Default false. */
  nesterov: flag(false),
  /** The dampening of the update after the first step, in [0, 1). Default 0. */
  dampening: hyperparameter(ranges.decay, 0),
}

/** Options of {@link trace}. */
export interface TraceOptions extends OptionsOf<typeof options> {}

const first = { first: true }
const later = { first: false }

/**
 * The momentum of SGD: buf = u in a leaf's first step, then μ buf + (1 − dampening) u; u' = buf, or
 * u + μ buf with `nesterov`. State: one copy of the parameters.
 *
 * Hyperparameters: `decay`, `dampening`.
 *
 * @throws RangeError if an option lies outside [0, 1), TypeError if an option is unknown or of the
 *   wrong type.
 *
 * Source: torch.optim.SGD.
 *
 * @example
 * import { trace } from '@momenta/transforms'
 *
 * trace().map(({ name }) => name) // => ['trace']
 */
export const trace: Factory<TraceOptions, Transform> = defineFactory('trace', options, (given) => {
  const { nesterov } = given

  return describe({
    name: 'trace',
    slots: { trace: 'zeros' },
    ...describeOptions(options, given),
    init: leafSteps,
    plan: (host: LeafSteps, { names }, { decay: mu = 0, dampening: held = 0 }) => {
      const scalars = { mu, share: 1 - held }
      return planLeafSteps('trace', host, names, (t) => ({
        scalars,
        variant: t === 1 ? first : later,
      }))
    },
    body: (x, { updates: u, slots: s, scalars: k, variant }) => {
      const trace = variant.first ? u : x.add(x.mul(k.mu, s.trace), x.mul(k.share, u))
      return { updates: nesterov ? x.add(u, x.mul(k.mu, trace)) : trace, slots: { trace } }
    },
  })
})
