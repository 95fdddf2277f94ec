import { flag, list, number, type OptionsOf, ranges, readOptions } from '@momenta/options'
import { vectorOption } from '../arguments/declare.js'
import { expectObjective } from '../arguments/expect.js'
import { expectVector } from '../arguments/expectVector.js'
import type { Objective } from '../objectives/Objective.js'
import { adaptiveOptions, adaptiveWidths } from './adaptiveWidths.js'
import { ball } from './ball.js'
import { findWorstRise } from './findWorstRise.js'
import type { WorstRise } from './WorstRise.js'

/** The declared options of `worstSharpness`. */
export const worstSharpnessOptions = {
  /** ρ > 0, the radius. Default 0.05. */
  rho: number(ranges.positive, 0.05),
  /** Whether the ball is ‖T⁻¹e‖ <= ρ, T = diag(|w| + η). Default false. */
  adaptive: flag(false),
  ...adaptiveOptions,
  /** Steps of each climb. Default 20. */
  steps: number(ranges.positiveCount, 20),
  /**
   * Random starts in addition to the gradient; every second one is the opposite of the previous
   * one. Default 4.
   */
  restarts: number(ranges.count, 4),
  /** Further starts, such as the top eigenvector and its negative. Default none. */
  starts: list<Float64Array>(vectorOption(), []),
  /** Seed of the random starts. Default 0. */
  seed: number(ranges.integer, 0),
}

/** Options of {@link worstSharpness}. */
export interface WorstSharpnessOptions extends OptionsOf<typeof worstSharpnessOptions> {}

/**
 * The worst rise of the loss in a ball: max over ‖e‖ <= ρ of L(w + e) − L(w), by climbs from the
 * gradient, from random directions and from given starts. It is the best rise found, so a lower
 * bound; the error is the gain of the last quarter of the steps.
 *
 * At a minimum it is ρ²λmax/2 to second order, where one step of SAM finds 0.
 *
 * @throws RangeError if an option lies outside its range, or a start has another length.
 *
 * Source: Foret et al., arXiv 2010.01412, equation (1); Andriushchenko et al., arXiv 2302.07011,
 * for several steps.
 *
 * @example
 * import { quadraticObjective, worstSharpness } from '@momenta/probes'
 *
 * const { value, converged } = await worstSharpness(quadraticObjective({ spectrum: [8, 2, 1], seed: 1 }), { rho: 0.1 })
 * value // => 0.04
 * converged // => true
 */
export const worstSharpness = (
  objective: Objective,
  given: WorstSharpnessOptions = {},
): Promise<WorstRise> => {
  expectObjective('worstSharpness', objective)
  const { rho, adaptive, eta, adaptiveBias, ...search } = readOptions(
    'worstSharpness',
    worstSharpnessOptions,
    [given],
  )
  for (const start of search.starts)
    expectVector('worstSharpness', 'each start', start, objective.point.length)
  const widths = adaptive
    ? adaptiveWidths(objective, { eta, adaptiveBias })
    : new Float64Array(objective.point.length).fill(1)
  const how = `worst of a${adaptive ? `n adaptive ball, eta = ${eta}` : ' ball'}, rho = ${rho}, ${search.steps} steps`
  return findWorstRise(objective, ball(rho, widths), { how, ...search })
}
