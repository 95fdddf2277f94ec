import { checked, ranges } from '@momenta/core'
import { givenObjective } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import type { Objective } from '../objectives/Objective.js'
import type { Measurement } from '../records/Measurement.js'
import { ball } from './ball.js'
import { oneStep } from './oneStep.js'

/** Options of {@link samSharpness}. */
export interface SamSharpnessOptions {
  /** ρ > 0, the radius. Default 0.05. */
  readonly rho?: number
}

/**
 * SAM's sharpness by one step: L(w + ρ g/‖g‖) − L(w). Error: rounding of the losses; it says nothing of how far the step is from the worst one.
 *
 * At a stationary point the gradient is 0 and one step sees nothing, whatever the curvature: not converged; use `worstSharpness`.
 *
 * @throws RangeError if rho is not a finite number > 0.
 *
 * Source: Foret et al., arXiv 2010.01412.
 *
 * @example
 * import { quadraticObjective, samSharpness } from '@momenta/probes'
 *
 * const { value, gradients } = await samSharpness(quadraticObjective({ spectrum: [4, 2], point: [1, 0] }), { rho: 0.1 })
 * value // => 0.42
 * gradients // => 1
 */
export const samSharpness = (
  objective: Objective,
  options: SamSharpnessOptions = {},
): Promise<Measurement> => {
  givenObjective('samSharpness', objective)
  const { rho = 0.05 } = known('samSharpness', options, { rho: true })
  checked('samSharpness', 'rho', rho, ranges.positive)
  const region = ball(rho, new Float64Array(objective.point.length).fill(1))
  return oneStep(objective, region, `SAM, one step, rho = ${rho}`)
}
