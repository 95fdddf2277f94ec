import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import { lossDisplacementError, perturb } from '../objectives/perturb.js'
import { allFinite } from '../vectors/allFinite.js'
import { plus } from '../vectors/plus.js'
import type { Region } from './Region.js'

/** A climb: the largest loss so far at the start and after each step, and where. */
export interface Climb {
  readonly history: readonly number[]
  readonly u: Float64Array
  /** A bound on the effect on the loss of the rounding of that point. */
  readonly displacementError: number
  /** The share of the perturbation that rounding has changed. */
  readonly share: number
  readonly gradients: number
}

/**
 * Maximises the loss in a region. Each step goes to the corner that the gradient points to, which
 * never decreases a convex loss; where the loss decreases, the step is taken back and replaced by a
 * shorter projected one. The best point is kept.
 */
export const climb = async (
  objective: Objective,
  region: Region,
  start: Float64Array,
  steps: number,
): Promise<Climb> => {
  const evaluate = async (u: Float64Array) => {
    const { there, displacementError, share } = perturb(objective, region.perturbation(u))
    const { value, gradient } = await gradientAt(objective, there)
    return {
      u,
      value: allFinite(gradient) ? value : Number.NaN,
      corner: region.corner(region.pulled(gradient)),
      displacementError: lossDisplacementError(gradient, displacementError),
      share,
    }
  }
  let best = await evaluate(region.projected(start))
  const history = [best.value]
  let length = Number.POSITIVE_INFINITY
  for (let i = 0; i < steps; i++) {
    const next =
      length === Number.POSITIVE_INFINITY
        ? best.corner
        : region.projected(plus(best.u, length, best.corner))
    const tried = await evaluate(next)
    if (tried.value >= best.value) best = tried
    else length = length === Number.POSITIVE_INFINITY ? 1 : length / 4
    history.push(best.value)
  }
  const { u, displacementError, share } = best
  return { history, u, displacementError, share, gradients: steps + 1 }
}
