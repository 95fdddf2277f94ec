import { arrived } from '../differences/arrived.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import type { Objective } from './Objective.js'

/** A perturbed point as the loss sees it. */
export interface Stepped {
  readonly there: Float64Array
  /** How far the point really moved. */
  readonly moved: Float64Array
  /** The perturbation less that. */
  readonly astray: Float64Array
  /** ‖astray‖ over ‖perturbation‖; 0 for none. */
  readonly share: number
}

/** Moves the point of an objective, and says what rounding to the precision of the loss has made of the perturbation. */
export const stepped = ({ point, made }: Objective, perturbation: Float64Array): Stepped => {
  const there = arrived(made.dtype, plus(point, 1, perturbation))
  const moved = plus(there, -1, arrived(made.dtype, point))
  const astray = plus(perturbation, -1, moved)
  const size = norm(perturbation)
  return { there, moved, astray, share: size === 0 ? 0 : norm(astray) / size }
}

/** The share of a perturbation that may be lost before nothing is said of its result. */
export const mostAstray = 0.05

/** The warning for perturbations of which rounding has changed too large a share. Empty if it has not. */
export const astrayWarning = (share: number): readonly string[] =>
  share > mostAstray
    ? [
        `rounding: the parameters are so large that ${Math.round(100 * share)} % of the perturbation is lost when it is added to them; take a larger one, or subtract what is large from the parameters`,
      ]
    : []

/** Σ |gᵢ eᵢ|: what an error e of a point can have done to the loss: to first order, and a tenth for what lies beyond. */
export const lossAstray = (gradient: Float64Array, astray: Float64Array): number => {
  let sum = 0
  for (const [i, g] of gradient.entries()) sum += Math.abs(g * (astray[i] as number))
  return 1.1 * sum
}
