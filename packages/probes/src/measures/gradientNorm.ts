import type { Objective } from '../objectives/Objective.js'
import { standing, standingCost } from '../objectives/standing.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { norm } from '../vectors/norm.js'

/**
 * ‖g‖₂ of the probe loss. The error is that of rounding, a few units in the last place for each element.
 *
 * @example
 * import { gradientNorm, quadraticObjective } from '@momenta/probes'
 *
 * (await gradientNorm(quadraticObjective({ spectrum: [3, 4], point: [1, 1] }))).value // => 5
 */
export const gradientNorm = async (objective: Objective): Promise<Measurement> => {
  const { gradient, warnings } = await standing(objective)
  const value = norm(gradient)
  const unit = objective.made.dtype === 'float32' ? 2 ** -24 : 2 ** -53
  return measured(objective.made, {
    how: 'norm of the gradient',
    value,
    error: 8 * unit * value,
    errorIs: 'rounding',
    converged: warnings.length === 0,
    reason: warnings[0] ?? (value === 0 ? 'zero gradient' : 'one gradient'),
    warnings,
    ...standingCost,
  })
}
