import { describe, infallible, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { scaleTo, unscaled } from './scaleTo.js'
import { scaleUpdates } from './scaleUpdates.js'

const options = {
  /** The factor of the ratio, > 0. Default 1. */
  coefficient: hyperparameter(ranges.positive, 1),
  /** The minimum of both norms, >= 0. Default 0. */
  minNorm: hyperparameter(ranges.nonNegative, 0),
  /** ε >= 0, added to the norm of the update. Default 0. */
  eps: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link scaleByTrustRatio}. */
export interface ScaleByTrustRatioOptions extends OptionsOf<typeof options> {}

/**
 * Scales the update of each leaf to the norm of its parameters: u' = c ‖θ‖/(‖u‖ + ε) u, and u where
 * one of the norms is 0.
 *
 * Hyperparameters: `coefficient`, `minNorm`, `eps`. Measures the updates and the parameters.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: You et al., arXiv 1708.03888 and 1904.00962; `optax.scale_by_trust_ratio`.
 *
 * @example
 * import { scaleByTrustRatio } from '@momenta/transforms'
 *
 * scaleByTrustRatio().map(({ name }) => name) // => ['scaleByTrustRatio']
 */
export const scaleByTrustRatio: Factory<ScaleByTrustRatioOptions, Transform> = defineFactory(
  'scaleByTrustRatio',
  options,
  (given) =>
    infallible(
      describe({
        name: 'scaleByTrustRatio',
        slots: {},
        ...describeOptions(options, given),
        needs: ['updates', 'params'],
        init: () => null,
        plan: (host: null, { updates, params }, { coefficient = 1, minNorm = 0, eps = 0 }) => ({
          next: host,
          plan: updates.map((norm, i) => {
            const [p, u] = [Math.max(params[i] as number, minNorm), Math.max(norm, minNorm)]
            return p === 0 || u === 0 ? unscaled : scaleTo(u + eps, coefficient * p)
          }),
        }),
        body: (x, at) => ({ updates: scaleUpdates(x, at), slots: {} }),
      }),
    ),
)
