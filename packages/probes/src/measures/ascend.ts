import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import { lossAstray, stepped } from '../objectives/stepped.js'
import { allFinite } from '../vectors/allFinite.js'
import { plus } from '../vectors/plus.js'
import type { Region } from './Region.js'

/** A climb: the greatest loss so far at the start and after each step, and where. */
export interface Climb {
  readonly history: readonly number[]
  readonly u: Float64Array
  /** What the rounding of that point can have done to the loss. */
  readonly astray: number
  /** The share of the perturbation that rounding has changed. */
  readonly share: number
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
    const { there, astray, share } = stepped(objective, region.perturbation(u))
    const { value, gradient } = await gradientAt(objective, there)
    return {
      u,
      value: allFinite(gradient) ? value : Number.NaN,
      corner: region.corner(region.pulled(gradient)),
      astray: lossAstray(gradient, astray),
      share,
    }
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
  return { history, u: best.u, astray: best.astray, share: best.share, gradients: steps + 1 }
}
