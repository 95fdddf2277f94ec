import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'

/** The options of Lion. */
export const lionOptions = {
  /** β₁, the weight of the momentum in the update, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the momentum, in [0, 1). Default 0.99. */
  b2: hyperparameter(ranges.decay, 0.99),
}

/** Options of {@link lionMomentum}. */
export interface LionMomentumOptions extends OptionsOf<typeof lionOptions> {}

/**
 * The momentum of Lion, before its sign is taken: u' = β₁ m + (1 − β₁) u; m = β₂ m + (1 − β₂) u.
 * State: one copy of the parameters.
 *
 * Hyperparameters: `b1`, `b2`.
 *
 * @throws RangeError if a decay lies outside [0, 1), TypeError if an option is unknown or of the
 *   wrong type.
 *
 * Source: Chen et al., arXiv 2302.06675, algorithm 2.
 *
 * @example
 * import { lionMomentum } from '@momenta/transforms'
 *
 * lionMomentum().map(({ name }) => name) // => ['lionMomentum']
 */
export const lionMomentum: Factory<LionMomentumOptions, Transform> = defineFactory(
  'lionMomentum',
  lionOptions,
  (given) =>
    counted({
      name: 'lionMomentum',
      slots: { mu: 'zeros' },
      ...describeOptions(lionOptions, given),
      scalars: ({ b1, b2 }) => ({ b1, c1: 1 - b1, b2, c2: 1 - b2 }),
      body: (x, { updates: u, slots: s, scalars: k }) => ({
        updates: x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u)),
        slots: { mu: x.add(x.mul(k.b2, s.mu), x.mul(k.c2, u)) },
      }),
    }),
)
