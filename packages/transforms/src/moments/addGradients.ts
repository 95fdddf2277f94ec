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
  /** Their weight, a finite number. Default 1. */
  weight: hyperparameter(ranges.finite, 1),
}

/** Options of {@link addGradients}. */
export interface AddGradientsOptions extends OptionsOf<typeof options> {}

/**
 * Adds a multiple of the gradients: u' = u + w g.
 *
 * Hyperparameters: `weight`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * @example
 * import { addGradients } from '@momenta/transforms'
 *
 * addGradients().map(({ name }) => name) // => ['addGradients']
 */
export const addGradients: Factory<AddGradientsOptions, Transform> = defineFactory(
  'addGradients',
  options,
  (given) =>
    counted({
      name: 'addGradients',
      slots: {},
      ...describeOptions(options, given),
      scalars: ({ weight }) => ({ weight }),
      body: (x, { updates: u, grads: g, scalars: k }) => ({
        updates: x.add(u, x.mul(k.weight, g)),
        slots: {},
      }),
    }),
)
