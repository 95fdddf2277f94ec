import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import { plus } from '../vectors/plus.js'
import type { Region } from './Region.js'

/** A climb: the greatest loss so far at the start and after each step, and where. */
export interface Climb {
  readonly history: readonly number[]
  readonly u: Float64Array
  readonly gradients: number
}

/**
 * Makes the loss as great as possible in a region. Each step goes to the corner that the gradient points to (never down where the loss is convex); where the loss falls,
 * back, and a shorter projected step. Never loses what it has.
 */
export const ascend = async (
  objective: Objective,
  region: Region,
  start: Float64Array,
  steps: number,
): Promise<Climb> => {
  const at = async (u: Float64Array) => {
    const found = await gradientAt(objective, plus(objective.point, 1, region.perturbation(u)))
    return { u, value: found.value, corner: region.corner(region.pulled(found.gradient)) }
  }
  let best = await at(region.projected(start))
  const history = [best.value]
  let length = Number.POSITIVE_INFINITY
  for (let i = 0; i < steps; i++) {
    const next =
      length === Number.POSITIVE_INFINITY
        ? best.corner
        : region.projected(plus(best.u, length, best.corner))
    const tried = await at(next)
    if (tried.value >= best.value) best = tried
    else length = length === Number.POSITIVE_INFINITY ? 1 : length / 4
    history.push(best.value)
  }
  return { history, u: best.u, gradients: steps + 1 }
}
