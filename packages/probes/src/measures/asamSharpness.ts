import { number, type OptionsOf, ranges, readOptions } from '@momenta/options'
import { expectObjective } from '../arguments/expect.js'
import type { Objective } from '../objectives/Objective.js'
import type { Measurement } from '../records/Measurement.js'
import { adaptiveOptions, adaptiveWidths } from './adaptiveWidths.js'
import { ball } from './ball.js'
import { oneStepRise } from './oneStepRise.js'

const options = {
  /** ρ > 0, the radius. Default 0.5. */
  rho: number(ranges.positive, 0.5),
  ...adaptiveOptions,
}

/** Options of {@link asamSharpness}. */
export interface AsamSharpnessOptions extends OptionsOf<typeof options> {}

/**
 * Adaptive sharpness by one step: L(w + ρ T²g/‖T g‖) − L(w) with T = diag(|w| + η); invariant under
 * rescalings of the weights that do not change the function.
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
  given: AsamSharpnessOptions = {},
): Promise<Measurement> => {
  expectObjective('asamSharpness', objective)
  const { rho, eta, adaptiveBias } = readOptions('asamSharpness', options, [given])
  const region = ball(rho, adaptiveWidths(objective, { eta, adaptiveBias }))
  const how = `ASAM, one step, rho = ${rho}, eta = ${eta}, biases ${adaptiveBias ? 'scaled' : 'not scaled'}`
  return oneStepRise(objective, region, how)
}
