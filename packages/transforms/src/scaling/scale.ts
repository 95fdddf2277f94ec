import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'

const options = {
  /** The factor, a finite number. Default 1. */
  factor: hyperparameter(ranges.finite, 1),
}

/** Options of {@link scale}. */
export interface ScaleOptions extends OptionsOf<typeof options> {}

/**
 * Multiplies by a number: u' = c u. Hyperparameters: `factor`.
 *
 * @throws RangeError if the factor is not finite, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * @example
 * import { scale } from '@momenta/transforms'
 *
 * scale({ factor: -1 }).map(({ name }) => name) // => ['scale']
 */
export const scale: Factory<ScaleOptions, Transform> = defineFactory('scale', options, (given) =>
  counted({
    name: 'scale',
    slots: {},
    ...describeOptions(options, given),
    scalars: ({ factor }) => ({ factor }),
    body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
  }),
)
