import { counted, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps } from './secondMoment.js'

const options = {
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, added to the root. Default 1e-3. */
  eps: hyperparameter(ranges.nonNegative, 1e-3),
  /** The initial value of the second moment, >= 0. Default 1e-6. */
  initial: number(ranges.nonNegative, 1e-6),
  /**
   * Whether the second moment is of the incoming updates or of the gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByYogi}. */
export interface ScaleByYogiOptions extends OptionsOf<typeof options> {}

/**
 * Yogi, after a momentum: v = v − (1 − β₂) sign(v − x²) x², x = u or g; u' = u/(√(v/(1 − β₂ᵗ)) +
 * ε).
 *
 * State: one copy of the parameters. Hyperparameters: `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Zaheer et al., NeurIPS 2018.
 *
 * @example
 * import { scaleByYogi } from '@momenta/transforms'
 *
 * scaleByYogi().map(({ name }) => name) // => ['scaleByYogi']
 */
export const scaleByYogi: Factory<ScaleByYogiOptions, Transform> = defineFactory(
  'scaleByYogi',
  options,
  (given) => {
    const { initial, of } = given
    return counted({
      name: 'scaleByYogi',
      slots: { nu: { fill: initial } },
      ...describeOptions(options, given),
      scalars: ({ b2, eps }, t) => ({
        c2: 1 - b2,
        correct: 1 / (1 - b2 ** t),
        eps: divisorEps(eps),
      }),
      body: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
        const gradient = of === 'grads' ? g : u
        const square = x.mul(gradient, gradient)
        // the sign is multiplied first: it is 0 where both overflow
        const signed = x.mul(x.sign(x.sub(s.nu, square)), gradient)
        const change = x.mul(k.c2, x.mul(signed, gradient))
        const nu = x.sub(s.nu, change)
        return {
          updates: x.div(u, x.add(x.sqrt(x.mul(k.correct, nu)), k.eps)),
          slots: { nu },
        }
      },
    })
  },
)
