import { flag, number, type OptionsOf, ranges, readOptions } from '@momenta/options'
import { expectObjective } from '../arguments/expect.js'
import { unitsInLastPlace } from '../differences/unitsInLastPlace.js'
import { evaluatePoint, evaluatePointCost } from '../objectives/evaluatePoint.js'
import type { Objective } from '../objectives/Objective.js'
import { displacementWarning, maximumDisplacementError, perturb } from '../objectives/perturb.js'
import { valueAt } from '../objectives/valueAt.js'
import { normalVector } from '../random/normalVector.js'
import { formatNumber } from '../records/formatNumber.js'
import type { Measurement } from '../records/Measurement.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import { roundingOf } from '../records/roundingOf.js'
import { meanOf } from '../spectra/meanOf.js'
import { dot } from '../vectors/dot.js'
import { plus } from '../vectors/plus.js'
import { times } from '../vectors/times.js'

const options = {
  /** σ > 0, the standard deviation. Default 0.01. */
  sigma: number(ranges.positive, 0.01),
  /** Whether zᵢ is scaled by |wᵢ|. Default false. */
  adaptive: flag(false),
  /** Number of pairs ±z, two losses each. Default 50. */
  pairs: number(ranges.positiveCount, 50),
  /** The relative standard error up to which the value counts as converged. Default 0.1. */
  tolerance: number(ranges.positive, 0.1),
  /** Seed of the draws. Default 0. */
  seed: number(ranges.integer, 0),
}

/** Options of {@link gaussianSharpness}. */
export interface GaussianSharpnessOptions extends OptionsOf<typeof options> {}

/**
 * Average-case sharpness: E L(w + σ z) − L(w), z standard normal, or scaled by |w|. It is estimated
 * from pairs ±z, which cancel all odd orders, with the standard error over pairs.
 *
 * To second order it is σ² tr(H)/2, and σ² Σ wᵢ²Hᵢᵢ/2 where scaled.
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
  given: GaussianSharpnessOptions = {},
): Promise<Measurement> => {
  expectObjective('gaussianSharpness', objective)
  const { sigma, adaptive, pairs, tolerance, seed } = readOptions('gaussianSharpness', options, [
    given,
  ])
  const { point, provenance } = objective
  const { dtype } = provenance
  const { value: here, gradient, noise, finite, warnings: random } = await evaluatePoint(objective)
  const rises: number[] = []
  let [rounding, share] = [2 * noise, 0]
  for (let i = 0; i < pairs; i++) {
    const drawn = normalVector(seed, i, point.length)
    const z = adaptive ? drawn.map((n, j) => n * Math.abs(point[j] as number)) : drawn
    const [above, below] = [
      perturb(objective, times(sigma, z)),
      perturb(objective, times(-sigma, z)),
    ]
    const up = await valueAt(objective, above.there)
    const down = await valueAt(objective, below.there)
    // rounding makes the pair asymmetric: the slope along the asymmetry is no curvature
    const slope = dot(gradient, plus(above.moved, 1, below.moved)) / 2
    rises.push(finite ? (up + down) / 2 - slope - here : Number.NaN)
    share = Math.max(share, above.share, below.share)
    rounding = Math.max(rounding, roundingOf(dtype, here, (up + down) / 2))
  }
  const { mean, error } = meanOf(rises)
  const units = unitsInLastPlace(dtype, point)
  const fixed = units.filter((unit) => !adaptive && unit > sigma).length
  const warnings = [
    ...random,
    ...displacementWarning(share),
    ...(fixed > 0 && share <= maximumDisplacementError
      ? [
          `rounding: ${fixed} of ${point.length} parameters are so large that sigma does not move them; take a larger sigma, or adaptive`,
        ]
      : []),
  ]
  const isLost = Math.abs(mean) <= rounding
  const isWithin = error <= tolerance * Math.abs(mean)
  const reason = !Number.isFinite(mean)
    ? 'the loss is not finite somewhere within reach of sigma'
    : isLost
      ? `rounding: a rise of ${formatNumber(mean)} is below the rounding of the losses; take a larger sigma`
      : isWithin
        ? `standard error ${formatNumber(error)}`
        : `standard error ${formatNumber(error)} above ${formatNumber(tolerance * Math.abs(mean))}; give more pairs`
  const { gradients, losses } = evaluatePointCost(objective)
  return makeMeasurement(provenance, {
    how: `average over Gaussians, sigma = ${sigma}${adaptive ? ' |w|' : ''}, ${pairs} pairs`,
    value: mean,
    error:
      share > maximumDisplacementError || fixed > 0
        ? Number.POSITIVE_INFINITY
        : error + rounding + 2 * share * Math.abs(mean),
    errorIs: 'standard error, and rounding',
    converged: isWithin && !isLost && warnings.length === 0,
    reason: warnings[0] ?? reason,
    warnings,
    seed,
    gradients,
    losses: losses + 2 * pairs,
  })
}
