import { evaluatePoint, evaluatePointCost } from '../objectives/evaluatePoint.js'
import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import {
  displacementWarning,
  lossDisplacementError,
  maximumDisplacementError,
  perturb,
} from '../objectives/perturb.js'
import { valueAt } from '../objectives/valueAt.js'
import { formatNumber } from '../records/formatNumber.js'
import type { Measurement } from '../records/Measurement.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import { roundingOf } from '../records/roundingOf.js'
import { emptyReason } from '../spectra/emptyReason.js'
import { norm } from '../vectors/norm.js'
import type { Region } from './Region.js'

/** The rise of the loss at the corner of a region that the gradient points to. */
export const oneStepRise = async (
  objective: Objective,
  region: Region,
  how: string,
): Promise<Measurement> => {
  const { value, gradient, noise, finite, warnings: random } = await evaluatePoint(objective)
  const corner = region.corner(region.pulled(gradient))
  const { there, displacementError, share } = perturb(objective, region.perturbation(corner))
  // an error of the point costs the slope there; in float64 the slope at the start is close enough
  const isSingle = objective.provenance.dtype === 'float32'
  const found = isSingle
    ? await gradientAt(objective, there)
    : { value: await valueAt(objective, there), gradient }
  const rise = finite ? found.value - value : Number.NaN
  const warnings = [...random, ...displacementWarning(share)]
  const error =
    share > maximumDisplacementError
      ? Number.POSITIVE_INFINITY
      : noise +
        Math.max(noise, roundingOf(objective.provenance.dtype, found.value)) +
        lossDisplacementError(found.gradient, displacementError)
  const cost = evaluatePointCost(objective)
  const isStationary = norm(corner) === 0
  const isLost = Math.abs(rise) <= error
  const reason = !finite
    ? 'not finite: the loss or its gradient at the point'
    : isStationary
      ? objective.point.length === 0
        ? emptyReason
        : 'zero gradient: one step does not see the curvature; use worstSharpness'
      : isLost
        ? `rounding: a rise of ${formatNumber(rise)} is below the rounding of the losses; take a larger radius`
        : 'one step'
  return makeMeasurement(objective.provenance, {
    how,
    value: rise,
    error,
    errorIs: 'rounding',
    converged: !isStationary && !isLost && warnings.length === 0,
    reason: warnings[0] ?? reason,
    warnings,
    gradients: cost.gradients + (isSingle ? 1 : 0),
    losses: cost.losses + (isSingle ? 0 : 1),
  })
}
