import { number, type OptionsOf, ranges, readOptions } from '@momenta/options'
import { integerFrom } from '../arguments/declare.js'
import { expectObjective } from '../arguments/expect.js'
import type { Objective } from '../objectives/Objective.js'
import { perturb } from '../objectives/perturb.js'
import { valueAt } from '../objectives/valueAt.js'
import { formatNumber } from '../records/formatNumber.js'
import type { Measurement } from '../records/Measurement.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import { roundingOf } from '../records/roundingOf.js'
import { plus } from '../vectors/plus.js'
import { times } from '../vectors/times.js'
import { expectSameLength } from './expectSameLength.js'
import { slice } from './slice.js'

const options = {
  /** Points of the first grid, ends included, an integer >= 3. Default 21. */
  points: integerFrom(3, 21),
  /** How often the grid around the maximum is halved. Default 8. */
  refinements: number(ranges.count, 8),
}

/** Options of {@link linearConnectivity}. */
export interface LinearConnectivityOptions extends OptionsOf<typeof options> {}

/** The barrier, its location, and the curve. */
export interface LinearConnectivity extends Measurement {
  /** a of the barrier: 0 at the point of the objective, 1 at the other end. */
  readonly location: number
  readonly at: Float64Array
  readonly values: Float64Array
}

/**
 * Linear mode connectivity: the barrier max over a in [0, 1] of L((1 − a) w₁ + a w₂) − ((1 − a) L₁
 * + a L₂), 0 if the loss never rises above the chord.
 *
 * It evaluates a grid, then halved steps around its maximum; the error is the gain of the last
 * halving, and rounding. A barrier narrower than the grid is not found. Statistics of batch
 * normalisation must be estimated again at each a, by the loss.
 *
 * @param other - The parameters w₂ of the other end; w₁ is the point of the objective.
 * @throws RangeError if `other` has another length, or an option lies outside its range.
 *
 * Source: Frankle et al., arXiv 1912.05671.
 *
 * @example
 * import { linearConnectivity, objectiveOf } from '@momenta/probes'
 *
 * // (w² − 1)²: minima at ±1, a crest of 1 between them
 * const well = ([w]: Float64Array) => ({ value: (w * w - 1) ** 2, gradient: Float64Array.of(4 * w * (w * w - 1)) })
 * const found = await linearConnectivity(objectiveOf({ point: [-1], batches: [{ size: 1, gradient: well }] }), Float64Array.of(1))
 * found.value // => 1
 * found.location // => 0.5
 */
export const linearConnectivity = async (
  objective: Objective,
  other: Float64Array,
  given: LinearConnectivityOptions = {},
): Promise<LinearConnectivity> => {
  expectObjective('linearConnectivity', objective)
  const { points, refinements } = readOptions('linearConnectivity', options, [given])
  expectSameLength('linearConnectivity', objective.point, other)
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
      const { there } = perturb(objective, times(a, direction))
      const rise = above(a, await valueAt(objective, there))
      broken ||= !Number.isFinite(rise)
      beside.push(rise)
      if (rise > best.rise) best = { a, rise }
    }
    gain = best.rise - before.rise
    // the height of a parabola through the three points above the middle one
    unseen = beside.reduce((sum, rise) => sum + Math.abs(before.rise - rise), 0) / 8
  }
  // of the losses at the ends and at the barrier, and of their points
  const rounding = roundingOf(objective.provenance.dtype, start, end, best.rise) + 2 * curve.error
  const apart = direction.some((n) => n !== 0)
  const far = curve.error === Number.POSITIVE_INFINITY
  const finite = !broken && curve.values.every(Number.isFinite)
  const sound = curve.converged && !broken
  return {
    ...makeMeasurement(objective.provenance, {
      how: `barrier on a line, ${points} points, ${refinements} refinements`,
      value: finite ? best.rise : Number.NaN,
      error: far ? curve.error : gain + unseen + rounding,
      errorIs: 'gain of the last refinement, and rounding',
      converged: sound,
      reason: !apart
        ? 'empty: both ends are the same'
        : (curve.warnings[0] ??
          (broken ? 'not finite: a loss beside the barrier' : undefined) ??
          (best.rise === 0
            ? 'no point lies above the chord'
            : `barrier at a = ${formatNumber(best.a)}`)),
      warnings: curve.warnings,
      gradients: curve.gradients,
      losses: curve.losses + (best.rise > 0 ? 2 * refinements : 0),
    }),
    location: best.a,
    at: curve.at,
    values: curve.values,
  }
}
