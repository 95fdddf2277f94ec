import { describe, infallible, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafNumbers, leafSizes, rmsOf } from './leafNumbers.js'

const options = {
  /** The minimum of the factor, >= 0. Default 0.001. */
  min: hyperparameter(ranges.nonNegative, 1e-3),
}

/** Options of {@link scaleByParameterRms}. */
export interface ScaleByParameterRmsOptions extends OptionsOf<typeof options> {}

/**
 * Steps relative to the size of the parameters: u' = u max(rms(θ), min), for each leaf.
 *
 * Hyperparameters: `min`. Measures the parameters.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Shazeer and Stern, arXiv 1804.04235; `optax.scale_by_param_block_rms`.
 *
 * @example
 * import { scaleByParameterRms } from '@momenta/transforms'
 *
 * scaleByParameterRms().map(({ name }) => name) // => ['scaleByParameterRms']
 */
export const scaleByParameterRms: Factory<ScaleByParameterRmsOptions, Transform> = defineFactory(
  'scaleByParameterRms',
  options,
  (given) =>
    infallible(
      describe({
        name: 'scaleByParameterRms',
        slots: {},
        ...describeOptions(options, given),
        needs: ['params'],
        init: leafSizes,
        plan: (sizes: LeafNumbers, { params, names }, { min = 0 }) => ({
          next: sizes,
          plan: rmsOf(sizes, names, params).map((rms) => ({
            scalars: { factor: rms > min || Number.isNaN(rms) ? rms : min },
          })),
        }),
        body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
      }),
    ),
)
