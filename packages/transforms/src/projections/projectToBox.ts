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
  /** The minimum of each parameter, a finite number. Default 0. */
  lower: hyperparameter(ranges.finite, 0),
  /** The maximum of each parameter, a finite number. Default 1. */
  upper: hyperparameter(ranges.finite, 1),
}

/** Options of {@link projectToBox}. */
export interface ProjectToBoxOptions extends OptionsOf<typeof options> {}

/**
 * Keeps each parameter in an interval, at the end of a chain: u' = min(max(θ + u, lower), upper) −
 * θ.
 *
 * Hyperparameters: `lower`, `upper`. State: none.
 *
 * @throws RangeError if an option is not finite or `lower` exceeds `upper`, TypeError if an option
 *   is unknown or of the wrong type.
 *
 * Source: `optax.projections.projection_box`, `projection_hypercube` (0 to a scale) and
 * `projection_linf_ball` (minus a scale to it).
 *
 * @example
 * import { projectToBox } from '@momenta/transforms'
 *
 * projectToBox({ lower: -1 }).map(({ name }) => name) // => ['projectToBox']
 */
export const projectToBox: Factory<ProjectToBoxOptions, Transform> = defineFactory(
  'projectToBox',
  options,
  (given) =>
    counted({
      name: 'projectToBox',
      slots: {},
      ...describeOptions(options, given),
      scalars: ({ lower, upper }) => ({ lower, upper }),
      body: (x, { updates: u, params: p, scalars: k }) => ({
        updates: x.sub(x.min(x.max(x.add(p, u), k.lower), k.upper), p),
        slots: {},
      }),
    }),
  ({ lower, upper }) =>
    lower > upper
      ? { path: ['lower'], says: `must be at most upper, ${upper}, got ${lower}`, error: 'range' }
      : undefined,
)
