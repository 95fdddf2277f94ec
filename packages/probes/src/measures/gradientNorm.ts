import { givenObjective } from '../arguments/given.js'
import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import { nudged, standing, standingCost } from '../objectives/standing.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { roundingShare } from '../records/roundingShare.js'
import { distance } from '../vectors/distance.js'
import { norm } from '../vectors/norm.js'

/**
 * ‖g‖₂ of the probe loss. The error is that of rounding, seen: how far the gradient moves when each parameter moves by one unit in the last place. Near a minimum that is
 * most of a float32 gradient.
 *
 * @example
 * import { gradientNorm, quadraticObjective } from '@momenta/probes'
 *
 * (await gradientNorm(quadraticObjective({ spectrum: [3, 4], point: [1, 1] }))).value // => 5
 */
export const gradientNorm = async (objective: Objective): Promise<Measurement> => {
  givenObjective('gradientNorm', objective)
  const { gradient, finite, warnings } = await standing(objective)
  const beside = await gradientAt(objective, nudged(objective))
  const cost = standingCost(objective)
  const value = norm(gradient)
  const error = distance(gradient, beside.gradient) + roundingShare(objective.made.dtype) * value
  const lost = value > 0 && 3 * error >= value
  return measured(objective.made, {
    how: 'norm of the gradient',
    value: finite ? value : Number.NaN,
    error,
    errorIs: 'rounding',
    converged: !lost && warnings.length === 0,
    reason:
      warnings[0] ??
      (!finite
        ? 'not finite: the loss or its gradient at the point'
        : value === 0
          ? 'zero gradient'
          : lost
            ? 'rounding: the gradient is not told from 0'
            : 'two gradients'),
    warnings,
    gradients: cost.gradients + 1,
    losses: cost.losses,
  })
}
