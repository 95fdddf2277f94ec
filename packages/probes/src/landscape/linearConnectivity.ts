import { checked, ranges } from '@momenta/core'
import { givenObjective } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import type { Objective } from '../objectives/Objective.js'
import { stepped } from '../objectives/stepped.js'
import { valueAt } from '../objectives/valueAt.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { roundingOf } from '../records/roundingOf.js'
import { shown } from '../records/shown.js'
import { plus } from '../vectors/plus.js'
import { times } from '../vectors/times.js'
import { sameLength } from './sameLength.js'
import { slice } from './slice.js'

/** Options of {@link linearConnectivity}. */
export interface ConnectivityOptions {
  /** Points of the first grid, ends included. Default 21. */
  readonly points?: number
  /** Times that the grid around the greatest point is halved. Default 8. */
  readonly refinements?: number
}

/** The barrier, where it is, and the curve. */
export interface Connectivity extends Measurement {
  /** a of the barrier: 0 at the point of the objective, 1 at the other. */
  readonly location: number
  readonly at: Float64Array
  readonly values: Float64Array
}

/**
 * Linear mode connectivity: the barrier max over a in [0, 1] of L((1 − a) w₁ + a w₂) − ((1 − a) L₁ + a L₂), 0 if the loss never rises above the chord.
 *
 * A grid, then halved steps around its greatest point; the error is the gain of the last halving, and rounding. A barrier narrower than the grid is not seen. Statistics of
 * batch normalisation must be estimated anew at each a: let the loss do it.
 *
 * @param other - The parameters w₂ of the other end; w₁ is the point of the objective.
 * @throws RangeError if `other` has another length, points is below 3 or refinements negative.
 *
 * Source: Frankle et al., arXiv 1912.05671.
 *
 * @example
 * import { linearConnectivity, objectiveOf } from '@momenta/probes'
 *
 * // (w² − 1)²: minima at ±1, a crest of 1 between them
 * const well = ([w]: Float64Array) => ({ value: (w * w - 1) ** 2, gradient: Float64Array.of(4 * w * (w * w - 1)) })
 * const found = await linearConnectivity(objectiveOf({ point: [-1], parts: [{ size: 1, gradient: well }] }), Float64Array.of(1))
 * found.value // => 1
 * found.location // => 0.5
 */
export const linearConnectivity = async (
  objective: Objective,
  other: Float64Array,
  options: ConnectivityOptions = {},
): Promise<Connectivity> => {
  givenObjective('linearConnectivity', objective)
  const { points = 21, refinements = 8 } = known('linearConnectivity', options, {
    points: true,
    refinements: true,
  })
  const who = 'linearConnectivity'
  checked(who, 'refinements', refinements, ranges.count)
  checked(who, 'points', points, {
    says: 'must be a whole number >= 3',
    holds: (n) => ranges.count.holds(n) && n >= 3,
  })
  sameLength(who, objective.point, other)
  const direction = plus(other, -1, objective.point)
  const curve = await slice(objective, direction, { from: 0, to: 1, points })
  const [start, end] = [curve.values[0] as number, curve.values[points - 1] as number]
  const above = (a: number, loss: number) => loss - ((1 - a) * start + a * end)
  let best = { a: 0, rise: 0 }
  for (const [i, a] of curve.at.entries()) {
    const rise = above(a, curve.values[i] as number)
    if (rise > best.rise) best = { a, rise }
  }
  let [gain, unseen, broken] = [0, 0, false]
  let width = 1 / (points - 1)
  for (let r = 0; r < refinements && best.rise > 0; r++) {
    width /= 2
    const before = best
    const beside: number[] = []
    for (const a of [before.a - width, before.a + width]) {
      if (a < 0 || a > 1) continue
      const { there } = stepped(objective, times(a, direction))
      const rise = above(a, await valueAt(objective, there))
      broken ||= !Number.isFinite(rise)
      beside.push(rise)
      if (rise > best.rise) best = { a, rise }
    }
    gain = best.rise - before.rise
    // what a parabola through the three points may still have above the middle one
    unseen = beside.reduce((sum, rise) => sum + Math.abs(before.rise - rise), 0) / 8
  }
  // losses at the ends, at the barrier, and their points
  const rounding = roundingOf(objective.made.dtype, start, end, best.rise) + 2 * curve.error
  const apart = direction.some((n) => n !== 0)
  const far = curve.error === Number.POSITIVE_INFINITY
  const finite = !broken && curve.values.every(Number.isFinite)
  const sound = curve.converged && !broken
  return {
    ...measured(objective.made, {
      how: `barrier on a line, ${points} points, ${refinements} refinements`,
      value: finite ? best.rise : Number.NaN,
      error: far ? curve.error : gain + unseen + rounding,
      errorIs: 'gain of the last refinement, and rounding',
      converged: sound,
      reason: !apart
        ? 'empty: both ends are the same'
        : (curve.warnings[0] ??
          (broken ? 'not finite: a loss beside the barrier' : undefined) ??
          (best.rise === 0 ? 'no point lies above the chord' : `barrier at a = ${shown(best.a)}`)),
      warnings: curve.warnings,
      gradients: curve.gradients,
      losses: curve.losses + (best.rise > 0 ? 2 * refinements : 0),
    }),
    location: best.a,
    at: curve.at,
    values: curve.values,
  }
}
