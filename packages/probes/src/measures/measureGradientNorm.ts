import { expectObjective } from '../arguments/expect.js'
import { evaluatePoint, evaluatePointCost, nudge } from '../objectives/evaluatePoint.js'
import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import type { Measurement } from '../records/Measurement.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import { roundingShare } from '../records/roundingShare.js'
import { emptyReason } from '../spectra/emptyReason.js'
import { distance } from '../vectors/distance.js'
import { norm } from '../vectors/norm.js'

/**
 * Measures ‖g‖₂ of the probe loss. The error is the measured rounding: how far the gradient moves
 * when each parameter moves by one unit in the last place. Near a minimum that is most of a float32
 * gradient.
 *
 * @example
 * import { measureGradientNorm, quadraticObjective } from '@momenta/probes'
 *
 * (await measureGradientNorm(quadraticObjective({ spectrum: [3, 4], point: [1, 1] }))).value // => 5
 */
export const measureGradientNorm = async (objective: Objective): Promise<Measurement> => {
  expectObjective('measureGradientNorm', objective)
  const { gradient, finite, warnings } = await evaluatePoint(objective)
  const beside = await gradientAt(objective, nudge(objective))
  const { dtype } = objective.provenance
  const value = norm(gradient)
  const error = distance(gradient, beside.gradient) + roundingShare(dtype) * value
  const isLost = value > 0 && 3 * error >= value
  const reason = !finite
    ? 'not finite: the loss or its gradient at the point'
    : gradient.length === 0
      ? emptyReason
      : value === 0
        ? 'zero gradient'
        : isLost
          ? 'rounding: the gradient cannot be distinguished from 0'
          : 'two gradients'
  const { gradients, losses } = evaluatePointCost(objective)
  return makeMeasurement(objective.provenance, {
    how: 'norm of the gradient',
    value: finite ? value : Number.NaN,
    error,
    errorIs: 'rounding',
    converged: !isLost && gradient.length > 0 && warnings.length === 0,
    reason: warnings[0] ?? reason,
    warnings,
    gradients: gradients + 1,
    losses,
  })
}
