import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  number,
  type OptionsOf,
  optional,
  ranges,
} from '@momenta/options'

const options = {
  /** β, in [0, 1). Default 0.9. */
  decay: hyperparameter(ranges.decay, 0.9),
  /** Divides by 1 − βᵗ, which removes the bias towards 0 of the first steps. Default false. */
  debias: flag(false),
  /** Nesterov momentum, which includes debiasing. Default false. */
  nesterov: flag(false),
  /** The initial value of the average. Default none: 0. */
  initial: optional(number(ranges.finite, 1e-6)),
}

/** Options of {@link ema}. */
export interface EmaOptions extends OptionsOf<typeof options> {}

/**
 * The exponential moving average of the updates: m = β m + (1 − β) u; u' = m.
 *
 * With `debias` u' = m/(1 − βᵗ); with `nesterov` u' = β m/(1 − βᵗ⁺¹) + (1 − β) u/(1 − βᵗ). State:
 * one copy of the parameters.
 *
 * Hyperparameters: `decay`.
 *
 * @throws RangeError if the decay lies outside [0, 1), TypeError if an option is unknown or of the
 *   wrong type.
 *
 * Source: equation (1) of arXiv 2307.09638; Dozat 2016 for `nesterov`.
 *
 * @example
 * import { ema } from '@momenta/transforms'
 *
 * ema({ decay: 0.99 }).map(({ name }) => name) // => ['ema']
 */
export const ema: Factory<EmaOptions, Transform> = defineFactory('ema', options, (given) => {
  const { debias, nesterov, initial } = given

  return counted({
    name: 'ema',
    role: 'momentum',
    slots: { mu: initial === undefined ? 'zeros' : { fill: initial } },
    ...describeOptions(options, given),
    scalars: ({ decay: b }, t) => ({
      b,
      rest: 1 - b,
      ahead: b / (1 - b ** (t + 1)),
      now: (1 - b) / (1 - b ** t),
      correction: 1 / (1 - b ** t),
    }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const mu = x.add(x.mul(k.b, s.mu), x.mul(k.rest, u))
      const ahead = () => x.add(x.mul(k.ahead, mu), x.mul(k.now, u))
      const out = nesterov ? ahead() : debias ? x.mul(k.correction, mu) : mu
      return { updates: out, slots: { mu } }
    },
  })
})
