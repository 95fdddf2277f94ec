import { counted, pow, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps, nextNu } from './secondMoment.js'

const options = {
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, added to the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** p, the power of the second moment, in [0, 1]; 0.5 is Adam, 0 is SGD. Default 0.125. */
  partial: hyperparameter(ranges.unit, 0.125),
  /**
   * Whether the second moment is of the incoming updates or of the gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByPadam}. */
export interface ScaleByPadamOptions extends OptionsOf<typeof options> {}

/**
 * Partially adaptive moments, after a momentum: u' = √(1 − β₂ᵗ) u/(√v + ε)²ᵖ.
 *
 * v = β₂ v + (1 − β₂) x², x = u or g. State: one copy of the parameters. Hyperparameters: `b2`,
 * `eps`, `partial`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Chen et al., arXiv 1806.06763; `pytorch_optimizer.PAdam`.
 *
 * @example
 * import { scaleByPadam } from '@momenta/transforms'
 *
 * scaleByPadam().map(({ name }) => name) // => ['scaleByPadam']
 */
export const scaleByPadam: Factory<ScaleByPadamOptions, Transform> = defineFactory(
  'scaleByPadam',
  options,
  (given) =>
    counted({
      name: 'scaleByPadam',
      slots: { nu: 'zeros' },
      ...describeOptions(options, given),
      scalars: ({ b2, eps, partial }, t) => ({
        b2,
        c2: 1 - b2,
        root: Math.sqrt(1 - b2 ** t),
        eps: divisorEps(eps),
        power: 2 * partial,
      }),
      body: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
        const nu = nextNu(x, s.nu, given.of === 'grads' ? g : u, k)
        const divisor = pow(x, x.add(x.sqrt(nu), k.eps), k.power)
        return { updates: x.div(x.mul(k.root, u), divisor), slots: { nu } }
      },
    }),
)
