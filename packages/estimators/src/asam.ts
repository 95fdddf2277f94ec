import type { Estimator } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { perturb, tiny } from './perturb.js'
import { radiusAt, radiusOption } from './radius.js'
import { scaledNorm } from './scaledNorm.js'

/** The smallest normal number of float32: where T g is 0, the perturbation is 0 and not 0/0. */
const leastDivisor = 2 ** -126

const options = {
  /**
   * ρ >= 0, or a schedule: a function from the step, counted from 0; 0 is the identity. Default
   * 0.5.
   */
  rho: radiusOption(0.5),
  /** η >= 0, added to |w|, so that small weights are perturbed too. Default 0. */
  eta: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link asam}. */
export interface AsamOptions extends OptionsOf<typeof options> {}

/**
 * Adaptive SAM, invariant to the scale of the weights: the gradients at w + ρ T² g/(‖T g‖₂ +
 * 1e-12), T = |w| + η.
 *
 * Returns the value at w. Calls the loss twice on the same microbatch. A zero gradient gives no
 * NaN; ρ = 0 returns the oracle itself. The perturbation is finite wherever it can be represented.
 *
 * @throws RangeError if an option is negative or not finite, TypeError if an option is unknown or
 *   of the wrong type.
 *
 * Source: Kwon et al., arXiv 2102.11600, with the 1e-12 of the common implementation, whose η is 0.
 *
 * @example
 * import { asam } from '@momenta/estimators'
 *
 * asam().name // => 'asam'
 */
export const asam: Factory<AsamOptions, Estimator> = defineFactory(
  'asam',
  options,
  (given): Estimator => {
    const { eta } = given

    return {
      name: 'asam',
      options: {},
      wrap: (oracle, x, step) => {
        const rho = radiusAt('asam', given.rho, step)
        if (rho === 0) return oracle
        return perturb(oracle, x, (params, grads) => {
          const widths = params.map((w) => (eta === 0 ? x.abs(w) : x.add(x.abs(w), x.of(eta))))
          // T g may overflow where T or g is large, T² g where T² g/‖T g‖ does not
          const [ofWidths, ofGrads] = [x.scaleOf(widths), x.scaleOf(grads)]
          const weighted = grads.map((g, i) =>
            x.mul(x.mul(widths[i] as typeof g, ofWidths), x.mul(g, ofGrads)),
          )
          const { norm, scale } = scaledNorm(x, weighted)
          const least = x.mul(x.mul(x.mul(x.of(tiny), ofGrads), ofWidths), scale)
          const divisor = x.max(x.add(norm, least), x.of(leastDivisor))
          return weighted.map((g, i) => {
            const direction = x.div(x.mul(g, scale), divisor)
            return x.mul(widths[i] as typeof g, x.mul(direction, x.of(rho)))
          })
        })
      },
    }
  },
)
