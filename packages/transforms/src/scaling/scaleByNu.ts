import {
  checkedChoice,
  checkedFlag,
  counted,
  hyperparameters,
  ranges,
  type Transform,
} from '@momenta/core'
import { nextNu, nuScalars, scaledBy } from './secondMoment.js'

/** Options of {@link scaleByNu}. */
export interface ScaleByNuOptions {
  /** β₁ of the average that stands before, for the correction of its start; 0 leaves the numerator as it is. In [0, 1). Default 0.9. */
  readonly b1?: number
  /** β₂, in [0, 1). Default 0.999. */
  readonly b2?: number
  /** ε >= 0, outside the root. Default 1e-8. */
  readonly eps?: number
  /** Divides by the greatest v so far. Default false. */
  readonly amsgrad?: boolean
  /** What v is the second moment of: the updates that arrive (the paper's choice), or the raw gradients. Default `'updates'`. */
  readonly of?: 'updates' | 'grads'
}

/**
 * The second half of Adam: v = β₂ v + (1 − β₂) x², x = u or g; u' = (u/(1 − β₁ᵗ)) / (√v/√(1 − β₂ᵗ) + ε).
 *
 * Behind `ema` and a memory it is Adam+CM, whose v is of the aggregated momentum. `chain(ema({ decay: b1 }), scaleByNu({ b1, of: 'grads' }))` is
 * `scaleByAdam({ b1 })`, bit for bit. One copy of the parameters, two with `amsgrad`.
 *
 * Hyperparameters: `b1`, `b2`, `eps`.
 *
 * In float32 the square of a number above 1.8e19 is infinite, and so is v from then on: that element moves no more. Where
 * gradients may become so large, clip them before.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: equations (5) and (7) of arXiv 2307.09638.
 *
 * @example
 * import { scaleByNu } from '@momenta/transforms'
 *
 * scaleByNu().map(({ name }) => name) // => ['scaleByNu']
 */
export const scaleByNu = ({
  b1 = 0.9,
  b2 = 0.999,
  eps = 1e-8,
  amsgrad = false,
  of = 'updates',
}: ScaleByNuOptions = {}): Transform => {
  checkedFlag('scaleByNu', 'amsgrad', amsgrad)
  checkedChoice('scaleByNu', 'of', of, ['updates', 'grads'])
  return counted({
    name: 'scaleByNu',
    slots: { nu: 'zeros', ...(amsgrad ? { nuMax: 'zeros' } : {}) },
    hyper: hyperparameters('scaleByNu', {
      b1: [b1, ranges.decay],
      b2: [b2, ranges.decay],
      eps: [eps, ranges.nonNegative],
    }),
    how: `${of}:${amsgrad ? 'amsgrad' : 'adam'}`,
    scalars: ({ b1, b2, eps }, t) => nuScalars(b1, b2, eps, t),
    body: (x, { u, g, s, k }) => {
      const nu = nextNu(x, s.nu, of === 'grads' ? g : u, k)
      const nuMax = amsgrad ? x.max(nu, s.nuMax as typeof nu) : nu
      return { u: scaledBy(x, u, nuMax, k), s: amsgrad ? { nu, nuMax } : { nu } }
    },
  })
}
