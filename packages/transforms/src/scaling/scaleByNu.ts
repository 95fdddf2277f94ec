import { counted, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { nextNu, nuScalars, scaleMomentum } from './secondMoment.js'

const options = {
  /**
   * β₁ of the average before this part, for its bias correction; 0 means no correction. In [0, 1).
   * Default 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, outside the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** Divides by the maximum of all v so far. Default false. */
  amsgrad: flag(false),
  /**
   * Whether v is the second moment of the incoming updates (as in the paper) or of the raw
   * gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByNu}. */
export interface ScaleByNuOptions extends OptionsOf<typeof options> {}

/**
 * The second half of Adam: v = β₂ v + (1 − β₂) x², x = u or g; u' = (u/(1 − β₁ᵗ)) / (√v/√(1 − β₂ᵗ)
 * + ε).
 *
 * After `ema` and a memory it is Adam+CM, whose v is that of the aggregated momentum.
 * `chain(ema({ decay: b1 }), scaleByNu({ b1, of: 'grads' }))` is `scaleByAdam({ b1 })`, bit for
 * bit. State: one copy of the parameters, two with `amsgrad`.
 *
 * Hyperparameters: `b1`, `b2`, `eps`.
 *
 * In float32 the square of a number above 1.8e19 is infinite; v then stays infinite and the element
 * no longer changes. Clip gradients that can become so large.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: equations (5) and (7) of arXiv 2307.09638.
 *
 * @example
 * import { scaleByNu } from '@momenta/transforms'
 *
 * scaleByNu().map(({ name }) => name) // => ['scaleByNu']
 */
export const scaleByNu: Factory<ScaleByNuOptions, Transform> = defineFactory(
  'scaleByNu',
  options,
  (given) => {
    const { amsgrad, of } = given

    return counted({
      name: 'scaleByNu',
      role: 'preconditioner',
      slots: { nu: 'zeros', ...(amsgrad ? { nuMax: 'zeros' } : {}) },
      ...describeOptions(options, given),
      scalars: ({ b1, b2, eps }, t) => nuScalars(b1, b2, eps, t),
      body: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
        const nu = nextNu(x, s.nu, of === 'grads' ? g : u, k)
        const nuMax = amsgrad ? x.max(nu, s.nuMax as typeof nu) : nu
        return { updates: scaleMomentum(x, u, nuMax, k), slots: amsgrad ? { nu, nuMax } : { nu } }
      },
    })
  },
)
