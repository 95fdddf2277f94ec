import { checked, ranges } from '@momenta/core'
import type { Objective } from '../objectives/Objective.js'
import { standing, standingCost } from '../objectives/standing.js'
import { valueAt } from '../objectives/valueAt.js'
import { normalVector } from '../random/normalVector.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { roundingOf } from '../records/roundingOf.js'
import { shown } from '../records/shown.js'
import { meanOf } from '../spectra/meanOf.js'
import { plus } from '../vectors/plus.js'

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
  {
    sigma = 0.01,
    adaptive = false,
    pairs = 50,
    tolerance = 0.1,
    seed = 0,
  }: GaussianSharpnessOptions = {},
): Promise<Measurement> => {
  const who = 'gaussianSharpness'
  checked(who, 'sigma', sigma, ranges.positive)
  checked(who, 'pairs', pairs, ranges.positiveCount)
  checked(who, 'tolerance', tolerance, ranges.positive)
  const { point, made } = objective
  const { value: here, noise, warnings } = await standing(objective)
  const rises: number[] = []
  let rounding = 2 * noise
  for (let i = 0; i < pairs; i++) {
    const drawn = normalVector(seed, i, point.length)
    const z = adaptive ? drawn.map((n, j) => n * Math.abs(point[j] as number)) : drawn
    const up = await valueAt(objective, plus(point, sigma, z))
    const down = await valueAt(objective, plus(point, -sigma, z))
    rises.push((up + down) / 2 - here)
    rounding = Math.max(rounding, roundingOf(made.dtype, here, (up + down) / 2))
  }
  const { mean, error } = meanOf(rises)
  const lost = Math.abs(mean) <= rounding
  const within = error <= tolerance * Math.abs(mean)
  return measured(made, {
    how: `average over Gaussians, sigma = ${sigma}${adaptive ? ' |w|' : ''}, ${pairs} pairs`,
    value: mean,
    error: error + rounding,
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
    gradients: standingCost.gradients,
    losses: standingCost.losses + 2 * pairs,
  })
}
