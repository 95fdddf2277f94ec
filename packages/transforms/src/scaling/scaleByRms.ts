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
import { divisorEps } from './secondMoment.js'

const options = {
  /** ρ, in [0, 1). Default 0.99. */
  decay: hyperparameter(ranges.decay, 0.99),
  /** ε >= 0, outside the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** Subtracts the square of the mean. Default false. */
  centered: flag(false),
}

/** Options of {@link scaleByRms}. */
export interface ScaleByRmsOptions extends OptionsOf<typeof options> {}

/**
 * Divides by the root of the second moment: v = ρ v + (1 − ρ) u²; u' = u/(√v + ε).
 *
 * With `centered`, ḡ = ρ ḡ + (1 − ρ) u, and the root is that of v − ḡ². State: one copy of the
 * parameters, two with `centered`.
 *
 * Hyperparameters: `decay`, `eps`.
 *
 * In float32 the square of a number above 1.8e19 is infinite; v then stays infinite and the element
 * no longer changes. Clip gradients that can become so large.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: torch.optim.RMSprop (Optax puts ε inside the root).
 *
 * @example
 * import { scaleByRms } from '@momenta/transforms'
 *
 * scaleByRms().map(({ name }) => name) // => ['scaleByRms']
 */
export const scaleByRms: Factory<ScaleByRmsOptions, Transform> = defineFactory(
  'scaleByRms',
  options,
  (given) => {
    const { centered } = given

    return counted({
      name: 'scaleByRms',
      slots: { nu: 'zeros', ...(centered ? { mean: 'zeros' } : {}) },
      ...describeOptions(options, given),
      scalars: ({ decay: b, eps }) => ({ b, rest: 1 - b, eps: divisorEps(eps) }),
      body: (x, { updates: u, slots: s, scalars: k }) => {
        const nu = x.add(x.mul(k.b, s.nu), x.mul(k.rest, x.mul(u, u)))
        if (!centered) return { updates: x.div(u, x.add(x.sqrt(nu), k.eps)), slots: { nu } }
        const mean = x.add(x.mul(k.b, s.mean as typeof u), x.mul(k.rest, u))
        // Rounding can make a variance slightly negative.
        const variance = x.max(x.sub(nu, x.mul(mean, mean)), x.of(0))
        return { updates: x.div(u, x.add(x.sqrt(variance), k.eps)), slots: { nu, mean } }
      },
    })
  },
)
