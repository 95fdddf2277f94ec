import { checked, ranges } from '@momenta/core'
import { givenObjective } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import { unitsOf } from '../differences/unitsOf.js'
import { unitVector } from '../random/unitVector.js'
import type { Cost } from '../records/Cost.js'
import { roundingOf } from '../records/roundingOf.js'
import { shown } from '../records/shown.js'
import { stepFor } from '../records/stepFor.js'
import { allFinite } from '../vectors/allFinite.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { times } from '../vectors/times.js'
import type { Objective } from './Objective.js'
import { standing, standingCost } from './standing.js'
import { stepped } from './stepped.js'
import { valueAt } from './valueAt.js'

/** Options of {@link checkObjective}. */
export interface CheckObjectiveOptions {
  /** The same probe set, cut into other batches: finds normalisation in training mode. */
  readonly recut?: Objective
  /** The relative deviation above which a check fails. Default 1e-2. */
  readonly tolerance?: number
  readonly seed?: number
}

/** What `checkObjective` found. */
export interface ObjectiveCheckup extends Cost {
  /** The slope along the gradient by differences of losses, less the gradient's own norm, relative: whether the gradient is that of the loss. */
  readonly slope: number
  /** |L − L'|/|L| for the other cut; null without one. */
  readonly recut: number | null
  readonly sound: boolean
  /** `random: …`, `not finite: …`, `zero gradient: …`, `wrong gradient: …`, `batch-dependent: …`. */
  readonly faults: readonly string[]
}

/**
 * Checks a loss before it is probed: that it is not random, that its gradient is its own (differences of losses along it and a random direction), and, given the same
 * probe set cut into other batches, that a sample's loss does not depend on its batch, as it does with batch normalisation in training mode.
 *
 * @throws RangeError if the tolerance is not a finite number > 0.
 *
 * @example
 * import { checkObjective, objectiveOf, quadraticObjective } from '@momenta/probes'
 *
 * (await checkObjective(quadraticObjective({ spectrum: [3, 2], point: [1, 1] }))).sound // => true
 * const wrong = objectiveOf({ point: [1], parts: [{ size: 1, gradient: ([w]) => ({ value: w ** 2, gradient: Float64Array.of(w) }) }] })
 * const { faults } = await checkObjective(wrong)
 * faults[0].startsWith('wrong gradient') // => true
 */
export const checkObjective = async (
  objective: Objective,
  options: CheckObjectiveOptions = {},
): Promise<ObjectiveCheckup> => {
  givenObjective('checkObjective', objective)
  const {
    recut,
    tolerance = 1e-2,
    seed = 0,
  } = known('checkObjective', options, { recut: true, tolerance: true, seed: true })
  checked('checkObjective', 'tolerance', tolerance, ranges.positive)
  const { point, made } = objective
  const { value, gradient, noise: rounding, warnings } = await standing(objective)
  const cost = standingCost(objective)
  const size = norm(gradient)
  // half along the gradient, half anywhere: a gradient that is too short and one that is turned are both found
  const along = size === 0 ? gradient : gradient.map((n) => n / size)
  const mixed = plus(along, 1, unitVector(seed, 3, point.length))
  const direction = mixed.map((n) => n / norm(mixed))
  // losses are differenced once, where gradients are twice: the step may be ten times as long
  // and longer where numbers are too far apart for that; the slope is along what really moves
  const units = unitsOf(made.dtype, point)
  const h = Math.max(10 * stepFor(made.dtype, true), 32 * norm(units))
  // whole pairs of units, so that both sides are as far away, also where one has wider units
  const step = direction.map((n, i) => {
    const pair = 2 * (units[i] as number)
    return pair * Math.round((h * n) / pair)
  })
  const above = stepped(objective, step).there
  const below = stepped(objective, times(-1, step)).there
  const moved = plus(above, -1, below)
  const [up, down] = [await valueAt(objective, above), await valueAt(objective, below)]
  const noise = (2 * rounding + roundingOf(made.dtype, up, down)) / norm(moved)
  const off = Math.abs(up - down - dot(gradient, moved)) / norm(moved)
  const slope = size === 0 ? 0 : off / size
  const other = recut === undefined ? undefined : await valueAt(recut, point)
  const apart = other === undefined ? null : Math.abs(other - value) / Math.abs(value)
  const finite = Number.isFinite(value) && allFinite(gradient)
  const faults = [
    ...warnings,
    ...(finite ? [] : ['not finite: the loss or its gradient at the point']),
    ...(size === 0
      ? ['zero gradient: the point is stationary, or the loss does not use the parameters']
      : []),
    ...(slope > tolerance && off > noise
      ? [
          `wrong gradient: by ${shown(slope)} of its norm, from differences of losses; or a step across kinks`,
        ]
      : []),
    ...(apart !== null && apart > Math.min(tolerance, 1e-3)
      ? [
          `batch-dependent: other batches of the same samples change the loss by ${shown(100 * apart)} %; put normalisation into inference mode`,
        ]
      : []),
  ]
  return {
    slope,
    recut: apart,
    sound: faults.length === 0,
    faults,
    gradients: cost.gradients,
    losses: cost.losses + 2 + (recut === undefined ? 0 : 1),
  }
}
