import { describe, infallible, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafNumbers, leafSizes, rmsOf } from '../scaling/leafNumbers.js'

const options = {
  /** The maximum, > 0. Default 1. */
  max: hyperparameter(ranges.positive, 1),
}

/** Options of {@link clipByLeafRms}. */
export interface ClipByLeafRmsOptions extends OptionsOf<typeof options> {}

/**
 * Scales each leaf down to a maximum root mean square: u' = u/max(1, rms(u)/max).
 *
 * Hyperparameters: `max`. Measures the updates.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: `optax.clip_by_block_rms`; Shazeer and Stern, arXiv 1804.04235.
 *
 * @example
 * import { clipByLeafRms } from '@momenta/transforms'
 *
 * clipByLeafRms().map(({ name }) => name) // => ['clipByLeafRms']
 */
export const clipByLeafRms: Factory<ClipByLeafRmsOptions, Transform> = defineFactory(
  'clipByLeafRms',
  options,
  (given) =>
    infallible(
      describe({
        name: 'clipByLeafRms',
        slots: {},
        ...describeOptions(options, given),
        needs: ['updates'],
        init: leafSizes,
        plan: (sizes: LeafNumbers, { updates, names }, { max = 1 }) => ({
          next: sizes,
          plan: rmsOf(sizes, names, updates).map((rms) => ({
            scalars: { factor: rms > max ? max / rms : 1 },
          })),
        }),
        body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
      }),
    ),
)
