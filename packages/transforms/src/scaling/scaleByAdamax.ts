import { counted, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps } from './secondMoment.js'

const options = {
  /** β₂, the decay of the maximum, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, added to |x|. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** Whether the maximum is of the incoming updates or of the gradients. Default 'updates'. */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByAdamax}. */
export interface ScaleByAdamaxOptions extends OptionsOf<typeof options> {}

/**
 * The second half of AdaMax, after a momentum: n = max(β₂ n, |x| + ε), x = u or g; u' = u/n.
 *
 * State: one copy of the parameters. Hyperparameters: `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Kingma and Ba, arXiv 1412.6980, section 7.1.
 *
 * @example
 * import { scaleByAdamax } from '@momenta/transforms'
 *
 * scaleByAdamax().map(({ name }) => name) // => ['scaleByAdamax']
 */
export const scaleByAdamax: Factory<ScaleByAdamaxOptions, Transform> = defineFactory(
  'scaleByAdamax',
  options,
  (given) =>
    counted({
      name: 'scaleByAdamax',
      slots: { nu: 'zeros' },
      ...describeOptions(options, given),
      scalars: ({ b2, eps }) => ({ b2, eps: divisorEps(eps) }),
      body: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
        const size = x.add(x.abs(given.of === 'grads' ? g : u), k.eps)
        const nu = x.max(size, x.mul(k.b2, s.nu))
        return { updates: x.div(u, nu), slots: { nu } }
      },
    }),
)
