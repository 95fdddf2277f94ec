import type { Objective } from '../objectives/Objective.js'
import { standing, standingCost } from '../objectives/standing.js'
import { valueAt } from '../objectives/valueAt.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { roundingOf } from '../records/roundingOf.js'
import { shown } from '../records/shown.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import type { Region } from './Region.js'

/** How much the loss rises at the corner of a region that the gradient points to. */
export const oneStep = async (
  objective: Objective,
  region: Region,
  how: string,
): Promise<Measurement> => {
  const { value, gradient, noise, warnings } = await standing(objective)
  const corner = region.corner(region.pulled(gradient))
  const there = await valueAt(objective, plus(objective.point, 1, region.perturbation(corner)))
  const rise = there - value
  const error = noise + Math.max(noise, roundingOf(objective.made.dtype, there))
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
      (still
        ? 'zero gradient: one step sees nothing of the curvature; use worstSharpness'
        : lost
          ? `rounding: a rise of ${shown(rise)} is lost in the rounding of the losses; take a larger radius`
          : 'one step'),
    warnings,
    gradients: standingCost.gradients,
    losses: standingCost.losses + 1,
  })
}
