import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps, nextNu } from './secondMoment.js'

const options = {
  /** ρ, in [0, 1). Default 0.9. */
  decay: hyperparameter(ranges.decay, 0.9),
  /** ε >= 0, inside both roots. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
}

/** Options of {@link scaleByAdadelta}. */
export interface ScaleByAdadeltaOptions extends OptionsOf<typeof options> {}

/**
 * Adadelta: v = ρ v + (1 − ρ) u²; u' = √(d + ε)/√(v + ε) u; d = ρ d + (1 − ρ) u'².
 *
 * State: two copies of the parameters. Hyperparameters: `decay`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Zeiler, arXiv 1212.5701.
 *
 * @example
 * import { scaleByAdadelta } from '@momenta/transforms'
 *
 * scaleByAdadelta().map(({ name }) => name) // => ['scaleByAdadelta']
 */
export const scaleByAdadelta: Factory<ScaleByAdadeltaOptions, Transform> = defineFactory(
  'scaleByAdadelta',
  options,
  (given) =>
    counted({
      name: 'scaleByAdadelta',
      slots: { nu: 'zeros', delta: 'zeros' },
      ...describeOptions(options, given),
      scalars: ({ decay, eps }) => ({ b2: decay, c2: 1 - decay, eps: divisorEps(eps) }),
      body: (x, { updates: u, slots: s, scalars: k }) => {
        const nu = nextNu(x, s.nu, u, k)
        const ratio = x.div(x.sqrt(x.add(s.delta, k.eps)), x.sqrt(x.add(nu, k.eps)))
        const out = x.mul(ratio, u)
        return { updates: out, slots: { nu, delta: nextNu(x, s.delta, out, k) } }
      },
    }),
)
