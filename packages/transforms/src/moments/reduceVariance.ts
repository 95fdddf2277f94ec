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
  /** γ >= 0. Default 0.025. */
  gamma: hyperparameter(ranges.nonNegative, 0.025),
  /** β₁ of the momentum after this part, in [0, 1). Default 0.95. */
  b1: hyperparameter(ranges.decay, 0.95),
}

/** Options of {@link reduceVariance}. */
export interface ReduceVarianceOptions extends OptionsOf<typeof options> {}

/**
 * The corrected gradient of MARS: u' = u + γ β₁/(1 − β₁) (u − u₋₁), where u₋₁ = 0 at first.
 *
 * State: one copy of the parameters. Hyperparameters: `gamma`, `b1`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Yuan et al., arXiv 2411.10438.
 *
 * @example
 * import { reduceVariance } from '@momenta/transforms'
 *
 * reduceVariance().map(({ name }) => name) // => ['reduceVariance']
 */
export const reduceVariance: Factory<ReduceVarianceOptions, Transform> = defineFactory(
  'reduceVariance',
  options,
  (given) =>
    counted({
      name: 'reduceVariance',
      slots: { previous: 'zeros' },
      ...describeOptions(options, given),
      scalars: ({ gamma, b1 }) => ({ share: (gamma * b1) / (1 - b1) }),
      body: (x, { updates: u, slots: s, scalars: k }) => ({
        updates: x.add(u, x.mul(k.share, x.sub(u, s.previous))),
        slots: { previous: u },
      }),
    }),
)
