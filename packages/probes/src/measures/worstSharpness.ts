import { checked, ranges } from '@momenta/core'
import { givenObjective } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import type { Objective } from '../objectives/Objective.js'
import { ball } from './ball.js'
import { climbed, type Worst } from './climbed.js'
import { type AdaptiveOptions, widthsOf } from './widthsOf.js'

/** Options of {@link worstSharpness}. */
export interface WorstSharpnessOptions extends AdaptiveOptions {
  /** ρ > 0. Default 0.05. */
  readonly rho?: number
  /** Whether the ball is ‖T⁻¹e‖ <= ρ, T = diag(|w| + η). Default false. */
  readonly adaptive?: boolean
  /** Default 20. */
  readonly steps?: number
  /** Random starts besides the gradient's, each second one the opposite of the one before. Default 4. */
  readonly restarts?: number
  /** Further starts, as the top eigenvector and its negative. Default none. */
  readonly starts?: readonly Float64Array[]
  readonly seed?: number
}

/**
 * The worst rise of the loss in a ball: max over ‖e‖ <= ρ of L(w + e) − L(w), by climbs from the gradient, from random directions and from those that are given. The best
 * that was seen, so a lower bound; the error is what the last quarter of the steps still gained.
 *
 * At a minimum it is ρ²λmax/2 to second order, where one step of SAM sees nothing.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Foret et al., arXiv 2010.01412, equation (1); Andriushchenko et al., arXiv 2302.07011, for several steps.
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
  options: WorstSharpnessOptions = {},
): Promise<Worst> => {
  givenObjective('worstSharpness', objective)
  const {
    rho = 0.05,
    adaptive = false,
    eta = 0,
    adaptiveBias = false,
    steps = 20,
    restarts = 4,
    starts = [],
    seed = 0,
  } = known('worstSharpness', options, {
    rho: true,
    adaptive: true,
    eta: true,
    adaptiveBias: true,
    steps: true,
    restarts: true,
    starts: true,
    seed: true,
  })
  const who = 'worstSharpness'
  checked(who, 'rho', rho, ranges.positive)
  checked(who, 'eta', eta, ranges.nonNegative)
  checked(who, 'steps', steps, ranges.positiveCount)
  checked(who, 'restarts', restarts, ranges.count)
  const widths = adaptive
    ? widthsOf(objective, { eta, adaptiveBias })
    : new Float64Array(objective.point.length).fill(1)
  const how = `worst of a${adaptive ? `n adaptive ball, eta = ${eta}` : ' ball'}, rho = ${rho}, ${steps} steps`
  return climbed(objective, ball(rho, widths), { how, steps, restarts, starts, seed })
}
