import { checked, ranges } from '@momenta/core'
import { givenObjective } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import type { Objective } from '../objectives/Objective.js'
import type { Measurement } from '../records/Measurement.js'
import { ball } from './ball.js'
import { oneStep } from './oneStep.js'
import { type AdaptiveOptions, widthsOf } from './widthsOf.js'

/** Options of {@link asamSharpness}. */
export interface AsamSharpnessOptions extends AdaptiveOptions {
  /** ρ > 0. Default 0.5. */
  readonly rho?: number
}

/**
 * Adaptive sharpness by one step: L(w + ρ T²g/‖T g‖) − L(w), T = diag(|w| + η); blind to a rescaling of the weights that leaves the function as it is.
 *
 * @throws RangeError if rho is not a finite number > 0, or eta is negative.
 *
 * Source: Kwon et al., arXiv 2102.11600.
 *
 * @example
 * import { asamSharpness, quadraticObjective } from '@momenta/probes'
 *
 * const objective = quadraticObjective({ spectrum: [1, 1], point: [3, 0] })
 * const { value } = await asamSharpness(objective, { rho: 0.1, adaptiveBias: true })
 * // e = 0.1 · 9 · 3/9: from 3 to 3.3
 * value // => 0.945
 */
export const asamSharpness = (
  objective: Objective,
  options: AsamSharpnessOptions = {},
): Promise<Measurement> => {
  givenObjective('asamSharpness', objective)
  const {
    rho = 0.5,
    eta = 0,
    adaptiveBias = false,
  } = known('asamSharpness', options, { rho: true, eta: true, adaptiveBias: true })
  checked('asamSharpness', 'rho', rho, ranges.positive)
  checked('asamSharpness', 'eta', eta, ranges.nonNegative)
  const region = ball(rho, widthsOf(objective, { eta, adaptiveBias }))
  const how = `ASAM, one step, rho = ${rho}, eta = ${eta}, biases ${adaptiveBias ? 'scaled' : 'as they are'}`
  return oneStep(objective, region, how)
}
