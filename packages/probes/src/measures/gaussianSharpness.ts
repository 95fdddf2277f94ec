import { checked, ranges } from '@momenta/core'
import { givenObjective } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import { unitsOf } from '../differences/unitsOf.js'
import type { Objective } from '../objectives/Objective.js'
import { standing, standingCost } from '../objectives/standing.js'
import { astrayWarning, mostAstray, stepped } from '../objectives/stepped.js'
import { valueAt } from '../objectives/valueAt.js'
import { normalVector } from '../random/normalVector.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { roundingOf } from '../records/roundingOf.js'
import { shown } from '../records/shown.js'
import { meanOf } from '../spectra/meanOf.js'
import { dot } from '../vectors/dot.js'
import { plus } from '../vectors/plus.js'
import { times } from '../vectors/times.js'

/** Options of {@link gaussianSharpness}. */
export interface GaussianSharpnessOptions {
  /** σ > 0, the standard deviation. Default 0.01. */
  readonly sigma?: number
  /** Whether zᵢ is scaled by |wᵢ|: magnitude-aware. Default false. */
  readonly adaptive?: boolean
  /** Pairs ±z, two losses each. Default 50. */
  readonly pairs?: number
  /** The share of the value up to which its standard error counts as converged. Default 0.1. */
  readonly tolerance?: number
  readonly seed?: number
}

/**
 * Average-case sharpness: E L(w + σ z) − L(w), z standard normal, or scaled by |w|; by pairs ±z, which cancel all odd orders, with the standard error over pairs.
 *
 * To second order σ² tr(H)/2, and σ² Σ wᵢ²Hᵢᵢ/2 where scaled.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Jiang et al., arXiv 1912.02178; Dziugaite et al., arXiv 2010.11924.
 *
 * @example
 * import { gaussianSharpness, quadraticObjective } from '@momenta/probes'
 *
 * const { value, error } = await gaussianSharpness(quadraticObjective({ spectrum: [3, 2, 1] }), { sigma: 0.1 })
 * Math.abs(value - 0.03) < 3 * error // => true
 */
export const gaussianSharpness = async (
  objective: Objective,
  options: GaussianSharpnessOptions = {},
): Promise<Measurement> => {
  givenObjective('gaussianSharpness', objective)
  const {
    sigma = 0.01,
    adaptive = false,
    pairs = 50,
    tolerance = 0.1,
    seed = 0,
  } = known('gaussianSharpness', options, {
    sigma: true,
    adaptive: true,
    pairs: true,
    tolerance: true,
    seed: true,
  })
  const who = 'gaussianSharpness'
  checked(who, 'sigma', sigma, ranges.positive)
  checked(who, 'pairs', pairs, ranges.positiveCount)
  checked(who, 'tolerance', tolerance, ranges.positive)
  const { point, made } = objective
  const { value: here, gradient, noise, finite, warnings: random } = await standing(objective)
  const rises: number[] = []
  let [rounding, share] = [2 * noise, 0]
  for (let i = 0; i < pairs; i++) {
    const drawn = normalVector(seed, i, point.length)
    const z = adaptive ? drawn.map((n, j) => n * Math.abs(point[j] as number)) : drawn
    const [above, below] = [
      stepped(objective, times(sigma, z)),
      stepped(objective, times(-sigma, z)),
    ]
    const up = await valueAt(objective, above.there)
    const down = await valueAt(objective, below.there)
    // rounding has made the pair lopsided: the slope along that is no curvature
    const slope = dot(gradient, plus(above.moved, 1, below.moved)) / 2
    rises.push(finite ? (up + down) / 2 - slope - here : Number.NaN)
    share = Math.max(share, above.share, below.share)
    rounding = Math.max(rounding, roundingOf(made.dtype, here, (up + down) / 2))
  }
  const { mean, error } = meanOf(rises)
  const stuck = unitsOf(made.dtype, point).filter((unit) => !adaptive && unit > sigma).length
  const warnings = [
    ...random,
    ...astrayWarning(share),
    ...(stuck > 0 && share <= mostAstray
      ? [
          `rounding: ${stuck} of ${point.length} parameters are so large that sigma does not move them; take a larger sigma, or adaptive`,
        ]
      : []),
  ]
  const lost = Math.abs(mean) <= rounding
  const within = error <= tolerance * Math.abs(mean)
  return measured(made, {
    how: `average over Gaussians, sigma = ${sigma}${adaptive ? ' |w|' : ''}, ${pairs} pairs`,
    value: mean,
    error:
      share > mostAstray || stuck > 0
        ? Number.POSITIVE_INFINITY
        : error + rounding + 2 * share * Math.abs(mean),
    errorIs: 'standard error, and rounding',
    converged: within && !lost && warnings.length === 0,
    reason:
      warnings[0] ??
      (!Number.isFinite(mean)
        ? 'the loss is not finite somewhere within reach of sigma'
        : lost
          ? `rounding: a rise of ${shown(mean)} is lost in the rounding of the losses; take a larger sigma`
          : within
            ? `standard error ${shown(error)}`
            : `standard error ${shown(error)} above ${shown(tolerance * Math.abs(mean))}; give more pairs`),
    warnings,
    seed,
    gradients: standingCost(objective).gradients,
    losses: standingCost(objective).losses + 2 * pairs,
  })
}
