import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import { standing, standingCost } from '../objectives/standing.js'
import { astrayWarning, lossAstray, mostAstray, stepped } from '../objectives/stepped.js'
import { valueAt } from '../objectives/valueAt.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { roundingOf } from '../records/roundingOf.js'
import { shown } from '../records/shown.js'
import { norm } from '../vectors/norm.js'
import type { Region } from './Region.js'

/** How much the loss rises at the corner of a region that the gradient points to. */
export const oneStep = async (
  objective: Objective,
  region: Region,
  how: string,
): Promise<Measurement> => {
  const { value, gradient, noise, finite, warnings: random } = await standing(objective)
  const corner = region.corner(region.pulled(gradient))
  const { there, astray, share } = stepped(objective, region.perturbation(corner))
  // the slope there is what an error of the point costs; in float64 that of the start will do
  const single = objective.made.dtype === 'float32'
  const found = single
    ? await gradientAt(objective, there)
    : { value: await valueAt(objective, there), gradient }
  const rise = finite ? found.value - value : Number.NaN
  const warnings = [...random, ...astrayWarning(share)]
  const error =
    share > mostAstray
      ? Number.POSITIVE_INFINITY
      : noise +
        Math.max(noise, roundingOf(objective.made.dtype, found.value)) +
        lossAstray(found.gradient, astray)
  const cost = standingCost(objective)
  const still = norm(corner) === 0
  const lost = Math.abs(rise) <= error
  return measured(objective.made, {
    how,
    value: rise,
    error,
    errorIs: 'rounding',
    converged: !still && !lost && warnings.length === 0,
    reason:
      warnings[0] ??
      (!finite
        ? 'not finite: the loss or its gradient at the point'
        : still
          ? 'zero gradient: one step sees nothing of the curvature; use worstSharpness'
          : lost
            ? `rounding: a rise of ${shown(rise)} is lost in the rounding of the losses; take a larger radius`
            : 'one step'),
    warnings,
    gradients: cost.gradients + (single ? 1 : 0),
    losses: cost.losses + (single ? 0 : 1),
  })
}
