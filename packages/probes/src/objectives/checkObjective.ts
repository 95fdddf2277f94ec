import { number, type OptionsOf, optional, ranges, readOptions, value } from '@momenta/options'
import { expectObjective, isObjective } from '../arguments/expect.js'
import { unitsInLastPlace } from '../differences/unitsInLastPlace.js'
import { unitVector } from '../random/unitVector.js'
import type { Cost } from '../records/Cost.js'
import { formatNumber } from '../records/formatNumber.js'
import { roundingOf } from '../records/roundingOf.js'
import { stepFor } from '../records/stepFor.js'
import { allFinite } from '../vectors/allFinite.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { times } from '../vectors/times.js'
import { evaluatePoint, evaluatePointCost } from './evaluatePoint.js'
import type { Objective } from './Objective.js'
import { perturb } from './perturb.js'
import { valueAt } from './valueAt.js'

const options = {
  /** The same probe set in other batches, to detect normalisation in training mode. */
  rebatched: optional(
    value<Objective>(
      'must be an objective, as returned by tensorObjective or objectiveOf',
      isObjective,
    ),
  ),
  /** The relative deviation above which a check fails. Default 1e-2. */
  tolerance: number(ranges.positive, 1e-2),
  /** Seed of the direction. Default 0. */
  seed: number(ranges.integer, 0),
}

/** Options of {@link checkObjective}. */
export interface CheckObjectiveOptions extends OptionsOf<typeof options> {}

/** The result of `checkObjective`. */
export interface ObjectiveCheck extends Cost {
  /** The relative difference of the slope by differences of losses from that of the gradient. */
  readonly slope: number
  /** |L − L'|/|L| for the other batches; null without them. */
  readonly rebatched: number | null
  readonly sound: boolean
  /**
   * `random: …`, `not finite: …`, `zero gradient: …`, `wrong gradient: …`, `batch-dependent: …`.
   */
  readonly faults: readonly string[]
}

/**
 * Checks a loss before it is probed: that it is not random, that its gradient agrees with
 * differences of losses, and, given the same probe set in other batches, that the loss of a sample
 * does not depend on its batch, as it does with batch normalisation in training mode.
 *
 * @throws RangeError if the tolerance is not a finite number > 0.
 *
 * @example
 * import { checkObjective, objectiveOf, quadraticObjective } from '@momenta/probes'
 *
 * (await checkObjective(quadraticObjective({ spectrum: [3, 2], point: [1, 1] }))).sound // => true
 * const wrong = objectiveOf({ point: [1], batches: [{ size: 1, gradient: ([w]) => ({ value: w ** 2, gradient: Float64Array.of(w) }) }] })
 * const { faults } = await checkObjective(wrong)
 * faults[0].startsWith('wrong gradient') // => true
 */
export const checkObjective = async (
  objective: Objective,
  given: CheckObjectiveOptions = {},
): Promise<ObjectiveCheck> => {
  expectObjective('checkObjective', objective)
  const { rebatched, tolerance, seed } = readOptions('checkObjective', options, [given])
  const { point, provenance } = objective
  const here = await evaluatePoint(objective)
  const { gradient, noise: rounding, warnings } = here
  const cost = evaluatePointCost(objective)
  const size = norm(gradient)
  // half along the gradient, half random: finds errors of its length and of its direction
  const along = size === 0 ? gradient : gradient.map((n) => n / size)
  const random = unitVector(seed, 3, point.length)
  // never against the gradient: in one dimension the two would cancel
  const mixture = plus(along, dot(along, random) < 0 ? -1 : 1, random)
  const direction = mixture.map((n) => n / norm(mixture))
  // a first difference allows ten times the step of a second, and more where the spacing of the
  // numbers requires it; the slope is along the actual displacement
  const units = unitsInLastPlace(provenance.dtype, point)
  const h = Math.max(10 * stepFor(provenance.dtype, true), 32 * norm(units))
  // pairs of units, so that both sides are equally far away, also where one has wider units
  const step = direction.map((n, i) => {
    const pair = 2 * (units[i] as number)
    return pair * Math.round((h * n) / pair)
  })
  const above = perturb(objective, step).there
  const below = perturb(objective, times(-1, step)).there
  const moved = plus(above, -1, below)
  const [up, down] = [await valueAt(objective, above), await valueAt(objective, below)]
  const noise = (2 * rounding + roundingOf(provenance.dtype, up, down)) / norm(moved)
  const off = Math.abs(up - down - dot(gradient, moved)) / norm(moved)
  const slope = size === 0 ? 0 : off / size
  const other = rebatched === undefined ? undefined : await valueAt(rebatched, point)
  const difference = other === undefined ? null : Math.abs(other - here.value)
  const apart = difference && difference / Math.abs(here.value)
  const finite = Number.isFinite(here.value) && allFinite(gradient)
  const faults = [
    ...warnings,
    ...(finite ? [] : ['not finite: the loss or its gradient at the point']),
    ...(size === 0
      ? ['zero gradient: the point is stationary, or the loss does not use the parameters']
      : []),
    ...(slope > tolerance && off > noise
      ? [
          `wrong gradient: by ${formatNumber(slope)} of its norm, from differences of losses; or a step across kinks`,
        ]
      : []),
    ...(apart !== null && apart > Math.min(tolerance, 1e-3)
      ? [
          `batch-dependent: other batches of the same samples change the loss by ${formatNumber(100 * apart)} %; put normalisation into inference mode`,
        ]
      : []),
  ]
  return {
    slope,
    rebatched: apart,
    sound: faults.length === 0,
    faults,
    gradients: cost.gradients,
    losses: cost.losses + 2 + (rebatched === undefined ? 0 : 1),
  }
}
