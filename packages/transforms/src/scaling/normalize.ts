import { describe, globalNorm, infallible, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { scaleTo } from './scaleTo.js'
import { scaleUpdates } from './scaleUpdates.js'

const options = {
  /** The norm of the result, a finite number > 0. Default 1. */
  norm: hyperparameter(ranges.positive, 1),
  /** ε >= 0, added to the norm of the updates. Default 0. */
  eps: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link normalize}. */
export interface NormalizeOptions extends OptionsOf<typeof options> {}

/**
 * Steps of a given length: u' = u norm/(‖u‖₂ + ε), the norm over all leaves. Updates that are 0
 * stay 0.
 *
 * Hyperparameters: `norm`, `eps`. State: none. Costs a readback unless it is first in its chain.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: `optax.contrib.normalize`, `optax.normalize_by_update_norm`.
 *
 * @example
 * import { normalize } from '@momenta/transforms'
 *
 * normalize().map(({ name }) => name) // => ['normalize']
 */
export const normalize: Factory<NormalizeOptions, Transform> = defineFactory(
  'normalize',
  options,
  (given) =>
    infallible(
      describe({
        name: 'normalize',
        slots: {},
        ...describeOptions(options, given),
        needs: ['updates'],
        init: () => null,
        plan: (host, { updates }, { norm = 1, eps = 0 }) => {
          const size = globalNorm(updates) + eps
          return { next: host, plan: size === 0 ? scaleTo(1, 0) : scaleTo(size, norm) }
        },
        body: (x, at) => ({ updates: scaleUpdates(x, at), slots: {} }),
      }),
    ),
)
