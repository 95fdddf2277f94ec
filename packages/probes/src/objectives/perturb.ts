import { roundTo } from '../differences/roundTo.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import type { Objective } from './Objective.js'

/** A perturbed point in the precision of the loss. */
export interface Perturbed {
  readonly there: Float64Array
  /** The actual displacement. */
  readonly moved: Float64Array
  /** The perturbation minus the actual displacement. */
  readonly displacementError: Float64Array
  /** ‖displacementError‖ over ‖perturbation‖; 0 for none. */
  readonly share: number
}

/** Perturbs the point of an objective, rounded to the precision of the loss. */
export const perturb = (
  { point, provenance }: Objective,
  perturbation: Float64Array,
): Perturbed => {
  const there = roundTo(provenance.dtype, plus(point, 1, perturbation))
  const moved = plus(there, -1, roundTo(provenance.dtype, point))
  const displacementError = plus(perturbation, -1, moved)
  const size = norm(perturbation)
  return { there, moved, displacementError, share: size === 0 ? 0 : norm(displacementError) / size }
}

/** The maximum share of a perturbation that rounding may remove; above it the error is infinite. */
export const maximumDisplacementError = 0.05

/** The warning for a perturbation of which rounding removes too large a share; empty if not. */
export const displacementWarning = (share: number): readonly string[] =>
  share > maximumDisplacementError
    ? [
        `rounding: the parameters are so large that ${Math.round(100 * share)} % of the perturbation is lost when it is added to them; take a larger one, or subtract large constants from the parameters`,
      ]
    : []

/** 1.1 Σ |gᵢ eᵢ|: a bound on the effect of an error e of the point on the loss, to first order. */
export const lossDisplacementError = (
  gradient: Float64Array,
  displacementError: Float64Array,
): number => {
  let sum = 0
  for (const [i, g] of gradient.entries()) sum += Math.abs(g * (displacementError[i] as number))
  return 1.1 * sum
}
