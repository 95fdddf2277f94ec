import type { Objective } from '../objectives/Objective.js'
import { valueAt } from '../objectives/valueAt.js'
import type { Cost } from '../records/Cost.js'
import type { Made } from '../records/Made.js'
import { roundingOf } from '../records/roundingOf.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { sameLength } from './sameLength.js'
import { soundness } from './soundness.js'
import { type SliceRange, spaced } from './spaced.js'

/** A loss along a line. */
export interface Slice extends Made, Cost {
  /** The coordinates a. */
  readonly at: Float64Array
  /** L(w + a d); NaN or infinite where the loss is. */
  readonly values: Float64Array
  /** What rounding can have done to a value. */
  readonly error: number
  /** ‖d‖. */
  readonly length: number
  readonly converged: boolean
  readonly reason: string
  readonly warnings: readonly string[]
}

/**
 * The loss along a line: L(w + a d) for a in a range.
 *
 * A direction of length 0, as of a net that has no filters, gives a constant; the record says so.
 *
 * @throws RangeError if the range is not finite or has fewer than 2 points, or the direction has another length than the point.
 *
 * Source: Goodfellow et al., arXiv 1412.6544; Li et al., arXiv 1712.09913.
 *
 * @example
 * import { quadraticObjective, slice } from '@momenta/probes'
 *
 * const objective = quadraticObjective({ spectrum: [2, 1], point: [1, 0] })
 * const { at, values } = await slice(objective, Float64Array.of(1, 0), { points: 3 })
 * at // => [-1, 0, 1]
 * values // => [0, 1, 4]
 */
export const slice = async (
  objective: Objective,
  direction: Float64Array,
  range: SliceRange = {},
): Promise<Slice> => {
  const at = spaced('slice', range)
  sameLength('slice', objective.point, direction)
  const values = new Float64Array(at.length)
  for (const [i, a] of at.entries())
    values[i] = await valueAt(objective, plus(objective.point, a, direction))
  const checks = await soundness(
    'slice',
    objective,
    [direction],
    values,
    plus(objective.point, at[0] as number, direction),
  )
  return {
    ...objective.made,
    how: 'losses on a line',
    at,
    values,
    error: roundingOf(
      objective.made.dtype,
      values.reduce((most, n) => Math.max(most, Math.abs(n)), 0),
    ),
    length: norm(direction),
    ...checks,
    gradients: 0,
    losses: at.length + 1,
  }
}
