import type { Estimator } from '@momenta/core'
import { defineFactory, type Factory, type OptionsOf } from '@momenta/options'
import { perturb, tiny } from './perturb.js'
import { radiusAt, radiusOption } from './radius.js'
import { scaledNorm } from './scaledNorm.js'

const options = {
  /**
   * ρ >= 0, the radius of the ball, or a schedule: a function from the step, counted from 0; 0 is
   * the identity. Default 0.05.
   */
  rho: radiusOption(0.05),
}

/** Options of {@link sam}. */
export interface SamOptions extends OptionsOf<typeof options> {}

/**
 * Sharpness-aware minimisation: the gradients at w + ρ g/(‖g‖₂ + 1e-12), with the norm over all
 * leaves.
 *
 * Returns the value at w. Calls the loss twice on the same microbatch and needs memory for one more
 * copy of the parameters. A zero gradient gives no perturbation and no NaN; ρ = 0 returns the
 * oracle itself. A
 * step throws if a schedule returns anything but a finite number >= 0.
 *
 * @throws RangeError if rho is negative or not finite, TypeError if an option is unknown or of the
 *   wrong type.
 *
 * Source: Foret et al., arXiv 2010.01412, equation (2), with the 1e-12 of the common
 * implementation.
 *
 * @example
 * import { sam } from '@momenta/estimators'
 *
 * sam({ rho: 0.1 }).name // => 'sam'
 */
export const sam: Factory<SamOptions, Estimator> = defineFactory(
  'sam',
  options,
  (given): Estimator => {
    return {
      name: 'sam',
      options: {},
      wrap: (oracle, x, step) => {
        const rho = radiusAt('sam', given.rho, step)
        if (rho === 0) return oracle
        return perturb(oracle, x, (_, grads) => {
          const { norm, scale } = scaledNorm(x, grads)
          const factor = x.div(x.of(rho), x.add(norm, x.mul(x.of(tiny), scale)))
          return grads.map((g) => x.mul(x.mul(g, scale), factor))
        })
      },
    }
  },
)
