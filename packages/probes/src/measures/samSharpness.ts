import { number, type OptionsOf, ranges, readOptions } from '@momenta/options'
import { expectObjective } from '../arguments/expect.js'
import type { Objective } from '../objectives/Objective.js'
import type { Measurement } from '../records/Measurement.js'
import { ball } from './ball.js'
import { oneStepRise } from './oneStepRise.js'

const options = {
  /** ρ > 0, the radius. Default 0.05. */
  rho: number(ranges.positive, 0.05),
}

/** Options of {@link samSharpness}. */
export interface SamSharpnessOptions extends OptionsOf<typeof options> {}

/**
 * SAM's sharpness by one step: L(w + ρ g/‖g‖) − L(w). The error is the rounding of the losses; it
 * does not bound the distance to the worst rise.
 *
 * At a stationary point the gradient is 0, whatever the curvature: the result is not converged; use
 * `worstSharpness`.
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
  given: SamSharpnessOptions = {},
): Promise<Measurement> => {
  expectObjective('samSharpness', objective)
  const { rho } = readOptions('samSharpness', options, [given])
  const region = ball(rho, new Float64Array(objective.point.length).fill(1))
  return oneStepRise(objective, region, `SAM, one step, rho = ${rho}`)
}
